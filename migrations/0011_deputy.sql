-- Who decides in a manager's place, whom a waiting plan has reached, and what was opened again.

-- The deputy that company.toml names: decides whenever the team's manager is not there.
ALTER TABLE team ADD COLUMN deputy_id INTEGER REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED;

-- Deputies that managers named in the chat. Without days: whenever the manager is not there; with days ('2026-12-04'): on
-- these, there or not.
CREATE TABLE deputy (
    id              INTEGER PRIMARY KEY,
    manager_id      INTEGER NOT NULL REFERENCES person (id),
    person_id       INTEGER NOT NULL REFERENCES person (id),
    from_day        TEXT    CHECK (from_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    to_day          TEXT    CHECK (to_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND to_day >= from_day),
    named_at        TEXT    NOT NULL,
    CHECK ((from_day IS NULL) = (to_day IS NULL)),
    CHECK (manager_id <> person_id)
) STRICT;
CREATE INDEX deputy_by_manager ON deputy (manager_id);

-- How far up a waiting plan has climbed (0: where it was handed in), when it did so last, and how often those who have it were
-- reminded of it. Begins anew with every version.
ALTER TABLE plan ADD COLUMN level INTEGER NOT NULL DEFAULT 0 CHECK (level >= 0);
ALTER TABLE plan ADD COLUMN climbed_at TEXT;
ALTER TABLE plan ADD COLUMN nudges INTEGER NOT NULL DEFAULT 0 CHECK (nudges >= 0);

-- Who was told that a version of a plan waits for them, and who of them has it now.
CREATE TABLE plan_holder (
    plan_id         INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
    version         INTEGER NOT NULL,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    holds           INTEGER NOT NULL CHECK (holds IN (0, 1)),
    told_at         TEXT    NOT NULL,
    PRIMARY KEY (plan_id, version, person_id)
) STRICT, WITHOUT ROWID;
-- Whoever has the card of a plan that waits was told.
INSERT INTO plan_holder (plan_id, version, person_id, holds, told_at)
SELECT plan.id, plan.version, person.id, 1, plan.submitted_at
FROM plan JOIN card ON card.key = 'approval:' || plan.id JOIN person ON person.telegram_id = card.chat_id
WHERE plan.state = 'submitted' AND plan.submitted_at IS NOT NULL;

-- An agreed plan can be opened again.
CREATE TABLE plan_event_new (
    id              INTEGER PRIMARY KEY,
    plan_id         INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
    version         INTEGER NOT NULL,
    what            TEXT    NOT NULL CHECK (what IN ('submitted', 'amended', 'withdrawn', 'edited', 'approved', 'returned',
                                                     'reopened')),
    who             INTEGER NOT NULL REFERENCES person (id),
    at              TEXT    NOT NULL,
    reason          TEXT,
    document        TEXT    CHECK (document IS NULL OR json_valid(document))
) STRICT;
INSERT INTO plan_event_new (id, plan_id, version, what, who, at, reason, document)
SELECT id, plan_id, version, what, who, at, reason, document FROM plan_event;
DROP TABLE plan_event;
ALTER TABLE plan_event_new RENAME TO plan_event;
CREATE INDEX plan_event_by_plan ON plan_event (plan_id);

-- What happened to sent reports.
CREATE TABLE report_event (
    id              INTEGER PRIMARY KEY,
    report_id       INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    what            TEXT    NOT NULL CHECK (what IN ('reopened')),
    who             INTEGER NOT NULL REFERENCES person (id),
    at              TEXT    NOT NULL,
    reason          TEXT    NOT NULL
) STRICT;
CREATE INDEX report_event_by_report ON report_event (report_id);
