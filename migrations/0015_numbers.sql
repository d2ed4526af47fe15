-- Numbers that somebody else than their author brings: files of whoever keeps the numbers, and other systems.

-- What a file or a source said last. The number in force is the one in `actual`: where the two differ, the author overrode it.
CREATE TABLE given_actual (
    person_id       INTEGER NOT NULL REFERENCES person (id),
    metric_key      TEXT    NOT NULL REFERENCES metric (key),
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    value           TEXT    NOT NULL,
    -- The source's name in planerka.toml; NULL: a file.
    source          TEXT,
    -- Why the author's number differs.
    note            TEXT,
    noted_at        TEXT,
    given_at        TEXT    NOT NULL,
    PRIMARY KEY (person_id, metric_key, week)
) STRICT, WITHOUT ROWID;

-- Every number that a file or a source changed.
CREATE TABLE actual_event (
    id              INTEGER PRIMARY KEY,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    metric_key      TEXT    NOT NULL REFERENCES metric (key),
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    -- NULL: there was none.
    before          TEXT,
    after           TEXT    NOT NULL,
    -- The source's name; NULL: a file.
    source          TEXT,
    -- Who sent the file; NULL: a source, or the command line.
    who             INTEGER REFERENCES person (id),
    at              TEXT    NOT NULL,
    -- Cards and digests that show it have followed, its author knows.
    told            INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1))
) STRICT;
CREATE INDEX actual_event_untold ON actual_event (id) WHERE told = 0;
CREATE INDEX actual_event_by_person ON actual_event (person_id, week);

-- Files that people sent, until they are fetched from Telegram and read.
CREATE TABLE incoming_file (
    id              INTEGER PRIMARY KEY,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    -- What Telegram calls it, and what the person does.
    file_id         TEXT    NOT NULL,
    name            TEXT    NOT NULL,
    -- The week its caption names.
    week            TEXT    CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    attempts        INTEGER NOT NULL DEFAULT 0,
    not_before      TEXT    NOT NULL
) STRICT;

-- Which week was asked of which source for whom, and how that ended.
CREATE TABLE source_pull (
    source          TEXT    NOT NULL,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    metric_key      TEXT    NOT NULL REFERENCES metric (key),
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    state           TEXT    NOT NULL CHECK (state IN ('again', 'done', 'failed')),
    attempts        INTEGER NOT NULL,
    -- When to ask again; no meaning where it is done or given up.
    not_before      TEXT    NOT NULL,
    -- JSON of domain::source::Trouble, where it was given up.
    trouble         TEXT    CHECK (trouble IS NULL OR json_valid(trouble)),
    PRIMARY KEY (source, person_id, metric_key, week)
) STRICT, WITHOUT ROWID;
