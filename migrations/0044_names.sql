-- Tables and columns take the names that the code, the glossary and the people use.
ALTER TABLE given_actual RENAME TO imported_actual;
ALTER TABLE source_pull RENAME TO source_request;
ALTER TABLE past_team RENAME TO team_history;
ALTER TABLE plan_mark RENAME TO line_comment;
ALTER TABLE line_comment RENAME COLUMN mark TO comment;
ALTER TABLE plan_remark RENAME TO plan_message;
ALTER TABLE doubted RENAME TO implausible_value;
ALTER TABLE plan RENAME COLUMN level TO escalation_level;
ALTER TABLE plan RENAME COLUMN climbed_at TO escalated_at;
UPDATE moment SET moment = 'escalation_' || substr(moment, 7) WHERE moment GLOB 'climb_*';
UPDATE failed_job SET job = replace(job, ':climb_', ':escalation_') WHERE job GLOB '*:climb_*';
