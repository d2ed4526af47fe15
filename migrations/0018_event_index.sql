-- What a version is compared with is looked up on every card of a waiting plan.
CREATE INDEX plan_event_by_version ON plan_event (plan_id, version);
DROP INDEX plan_event_by_plan;
