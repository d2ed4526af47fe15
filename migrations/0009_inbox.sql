-- What an approver's one message of waiting plans shows, and when it may ring again.
CREATE TABLE inbox (
    person_id       INTEGER PRIMARY KEY REFERENCES person (id),
    -- The plan it has turned into; NULL: the list.
    open_plan       INTEGER REFERENCES plan (id) ON DELETE SET NULL,
    -- When the person was last rung for a new plan, or looked.
    heard_at        TEXT    NOT NULL,
    -- When a notice of what came since goes out; NULL: nothing came.
    notice_at       TEXT
) STRICT;
CREATE INDEX inbox_by_open_plan ON inbox (open_plan) WHERE open_plan IS NOT NULL;
CREATE INDEX inbox_by_notice ON inbox (notice_at) WHERE notice_at IS NOT NULL;

-- Plans that a button approves together: JSON of pairs [plan, version], as they were shown. Each list has its own number, which
-- is never given twice, so that a button of an older list means that list.
CREATE TABLE clean_offer (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    plans           TEXT    NOT NULL CHECK (json_valid(plans))
) STRICT;
CREATE INDEX clean_offer_by_person ON clean_offer (person_id);

-- What was said about lines of a version when it was returned: JSON of domain::mark::Mark.
CREATE TABLE plan_mark (
    plan_id         INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
    version         INTEGER NOT NULL,
    position        INTEGER NOT NULL,
    mark            TEXT    NOT NULL CHECK (json_valid(mark)),
    PRIMARY KEY (plan_id, version, position)
) STRICT, WITHOUT ROWID;
