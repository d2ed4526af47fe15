-- Versions of a plan: which one is in force, what changed and who said what about it.

-- The version the week runs by, and its document. NULL until a version is approved; stays while the author writes a change.
-- The rows in plan_target and task are those of this version; before there is one, those of what was submitted last.
ALTER TABLE plan ADD COLUMN agreed_version INTEGER CHECK (agreed_version > 0);
ALTER TABLE plan ADD COLUMN agreed TEXT CHECK (agreed IS NULL OR json_valid(agreed));
UPDATE plan SET agreed_version = version, agreed = draft WHERE state = 'approved';

-- 'amended': the author changed a version that waited; 'edited': the approver changed it and approved that.
CREATE TABLE plan_event_with_edits (
    id              INTEGER PRIMARY KEY,
    plan_id         INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
    version         INTEGER NOT NULL,
    what            TEXT    NOT NULL CHECK (what IN ('submitted', 'amended', 'withdrawn', 'edited', 'approved', 'returned')),
    who             INTEGER NOT NULL REFERENCES person (id),
    at              TEXT    NOT NULL,
    reason          TEXT,
    document        TEXT    CHECK (document IS NULL OR json_valid(document))
) STRICT;
INSERT INTO plan_event_with_edits (id, plan_id, version, what, who, at, reason, document)
SELECT id, plan_id, version, what, who, at, reason, document FROM plan_event;
DROP TABLE plan_event;
ALTER TABLE plan_event_with_edits RENAME TO plan_event;
CREATE INDEX plan_event_by_plan ON plan_event (plan_id);

-- What author and approver write to each other about a plan, through the bot.
CREATE TABLE plan_remark (
    id              INTEGER PRIMARY KEY,
    plan_id         INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
    version         INTEGER NOT NULL,
    who             INTEGER NOT NULL REFERENCES person (id),
    whom            INTEGER NOT NULL REFERENCES person (id),
    at              TEXT    NOT NULL,
    text            TEXT    NOT NULL
) STRICT;
CREATE INDEX plan_remark_by_plan ON plan_remark (plan_id);
