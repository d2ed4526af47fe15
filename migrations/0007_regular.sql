-- What a person does again and again, and where the tasks of a plan come from.

CREATE TABLE regular (
    -- Drafts remember it by this number, so it is never given twice.
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    title           TEXT    NOT NULL,
    deliverable     TEXT,
    minutes         INTEGER CHECK (minutes BETWEEN 0 AND 10080),
    goal            TEXT,
    period          TEXT    NOT NULL CHECK (period IN ('weekly', 'biweekly', 'monthly')),
    -- The first week it is planned for; every other week counts from here.
    since           TEXT    NOT NULL CHECK (since GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    paused          INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1))
) STRICT;
CREATE INDEX regular_by_person ON regular (person_id);

-- How many weeks in a row it was carried over: 0 for a task that is there for the first time.
ALTER TABLE task ADD COLUMN carried_weeks INTEGER NOT NULL DEFAULT 0 CHECK (carried_weeks >= 0);
-- The regular task or the decision of a sync it was made from, also where it was renamed or carried over since.
ALTER TABLE task ADD COLUMN regular_id INTEGER REFERENCES regular (id) ON DELETE SET NULL;
ALTER TABLE task ADD COLUMN decision_id INTEGER REFERENCES decision (id) ON DELETE SET NULL;
CREATE INDEX task_by_regular ON task (regular_id) WHERE regular_id IS NOT NULL;
CREATE INDEX task_by_decision ON task (decision_id) WHERE decision_id IS NOT NULL;
