-- Plans, tasks, actuals, reports. Weeks are ISO weeks ('2026-W48'), values decimal text, durations whole minutes.

CREATE TABLE plan (
    id              INTEGER PRIMARY KEY,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    state           TEXT    NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'approved')),
    -- How often it was submitted.
    version         INTEGER NOT NULL DEFAULT 0 CHECK (version >= 0),
    -- What the author is editing: JSON of domain::plan::Draft. The rows below are what was submitted last.
    draft           TEXT    NOT NULL CHECK (json_valid(draft)),
    late            INTEGER NOT NULL DEFAULT 0 CHECK (late IN (0, 1)),
    submitted_at    TEXT,
    decided_at      TEXT,
    decided_by      INTEGER REFERENCES person (id),
    -- Why it was returned last.
    reason          TEXT,
    UNIQUE (person_id, week),
    CHECK (state = 'draft' OR version > 0)
) STRICT;
CREATE INDEX plan_waiting ON plan (submitted_at) WHERE state = 'submitted';
CREATE INDEX plan_by_week ON plan (week);

CREATE TABLE plan_target (
    plan_id         INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
    metric_key      TEXT    NOT NULL REFERENCES metric (key),
    target          TEXT    NOT NULL,
    position        INTEGER NOT NULL,
    PRIMARY KEY (plan_id, metric_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE task (
    id              INTEGER PRIMARY KEY,
    plan_id         INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
    number          INTEGER NOT NULL CHECK (number > 0),
    title           TEXT    NOT NULL,
    deliverable     TEXT,
    minutes         INTEGER CHECK (minutes BETWEEN 0 AND 10080),
    goal            TEXT,
    origin          TEXT    NOT NULL CHECK (origin IN ('new', 'carried', 'regular', 'goal', 'decision', 'unplanned')),
    state           TEXT    NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'partly', 'not_done', 'cancelled')),
    actual_minutes  INTEGER CHECK (actual_minutes BETWEEN 0 AND 10080),
    -- What came out of it, or why it did not.
    result          TEXT,
    -- The message an unplanned task was typed in: the same message handled again adds nothing.
    source          INTEGER,
    UNIQUE (plan_id, number)
) STRICT;

-- Every submission and every decision, with the document as it was.
CREATE TABLE plan_event (
    id              INTEGER PRIMARY KEY,
    plan_id         INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
    version         INTEGER NOT NULL,
    what            TEXT    NOT NULL CHECK (what IN ('submitted', 'withdrawn', 'approved', 'returned')),
    who             INTEGER NOT NULL REFERENCES person (id),
    at              TEXT    NOT NULL,
    reason          TEXT,
    document        TEXT    CHECK (document IS NULL OR json_valid(document))
) STRICT;
CREATE INDEX plan_event_by_plan ON plan_event (plan_id);

CREATE TABLE actual (
    person_id       INTEGER NOT NULL REFERENCES person (id),
    metric_key      TEXT    NOT NULL REFERENCES metric (key),
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    value           TEXT    NOT NULL,
    typed_at        TEXT    NOT NULL,
    PRIMARY KEY (person_id, metric_key, week)
) STRICT, WITHOUT ROWID;
CREATE INDEX actual_by_week ON actual (week);

CREATE TABLE report (
    id              INTEGER PRIMARY KEY,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    state           TEXT    NOT NULL CHECK (state IN ('draft', 'sent')),
    late            INTEGER NOT NULL DEFAULT 0 CHECK (late IN (0, 1)),
    sent_at         TEXT,
    UNIQUE (person_id, week)
) STRICT;

-- What a report, or a person during the week, tells the others.
CREATE TABLE note (
    id              INTEGER PRIMARY KEY,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    kind            TEXT    NOT NULL CHECK (kind IN ('blocker', 'insight', 'need', 'lesson', 'highlight')),
    text            TEXT    NOT NULL,
    source          INTEGER,
    written_at      TEXT    NOT NULL,
    UNIQUE (person_id, week, kind, text)
) STRICT;
CREATE INDEX note_by_week ON note (week);

-- What a sync decided: comes back in the agenda until it is closed.
CREATE TABLE decision (
    id              INTEGER PRIMARY KEY,
    sync_id         INTEGER NOT NULL REFERENCES sync (id),
    owner_id        INTEGER REFERENCES person (id),
    text            TEXT    NOT NULL,
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    state           TEXT    NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'dropped')),
    made_by         INTEGER NOT NULL REFERENCES person (id),
    made_at         TEXT    NOT NULL,
    closed_at       TEXT
) STRICT;

-- What the bot waits to hear from a person, and which week's plan their lines go to. One row a person, made when needed.
CREATE TABLE attention (
    person_id       INTEGER PRIMARY KEY REFERENCES person (id),
    -- JSON of storage::attention::Question, NULL when nothing is asked.
    question        TEXT    CHECK (question IS NULL OR json_valid(question)),
    -- The week chosen with the card's button; NULL: the calendar decides.
    week            TEXT
) STRICT;

-- Which moments of which week's calendar are behind us, a team each. 'stale': noticed too late to make sense.
CREATE TABLE moment (
    team_id         INTEGER NOT NULL REFERENCES team (id),
    week            TEXT    NOT NULL,
    moment          TEXT    NOT NULL,
    outcome         TEXT    NOT NULL CHECK (outcome IN ('done', 'stale')),
    at              TEXT    NOT NULL,
    PRIMARY KEY (team_id, week, moment)
) STRICT, WITHOUT ROWID;
