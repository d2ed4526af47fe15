-- The report: why something was missed, what is there to show for it, numbers that are asked about, and which message said what.

-- Why it was not done, or not all of it, and the message that said so. What came out stays in `result`.
ALTER TABLE task ADD COLUMN reason TEXT;
ALTER TABLE task ADD COLUMN reason_source INTEGER;
UPDATE task SET reason = result, reason_source = result_source, result = NULL, result_source = NULL WHERE state = 'not_done';

-- Why a number fell short of its target.
CREATE TABLE metric_reason (
    person_id       INTEGER NOT NULL REFERENCES person (id),
    metric_key      TEXT    NOT NULL REFERENCES metric (key),
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    reason          TEXT    NOT NULL,
    -- The message that said so; NULL where a button did.
    source          INTEGER,
    PRIMARY KEY (person_id, metric_key, week)
) STRICT, WITHOUT ROWID;
CREATE INDEX metric_reason_by_week ON metric_reason (week);

-- End products as pictures and files. Telegram keeps them; this is how it calls them.
CREATE TABLE evidence (
    id              INTEGER PRIMARY KEY,
    task_id         INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
    kind            TEXT    NOT NULL CHECK (kind IN ('photo', 'document')),
    file_id         TEXT    NOT NULL,
    -- The same for the same file, however often it is sent.
    unique_id       TEXT    NOT NULL,
    -- Pictures sent together share it; NULL for one alone.
    album           TEXT,
    UNIQUE (task_id, unique_id)
) STRICT;
CREATE INDEX evidence_by_album ON evidence (album) WHERE album IS NOT NULL;

-- Numbers that nobody would expect: asked about once. What is 'asked' does not count yet, what is 'right' is not asked about again.
CREATE TABLE doubted (
    person_id       INTEGER NOT NULL REFERENCES person (id),
    metric_key      TEXT    NOT NULL REFERENCES metric (key),
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    value           TEXT    NOT NULL,
    state           TEXT    NOT NULL CHECK (state IN ('asked', 'right')),
    PRIMARY KEY (person_id, metric_key, week, value)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX doubted_one_question ON doubted (person_id, metric_key, week) WHERE state = 'asked';

-- Which message a report was told in: its new text replaces what it had said.
CREATE TABLE report_message (
    person_id       INTEGER NOT NULL REFERENCES person (id),
    message         INTEGER NOT NULL,
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    -- JSON object: metric key and the value the message gave it.
    said            TEXT    NOT NULL CHECK (json_valid(said)),
    PRIMARY KEY (person_id, message)
) STRICT, WITHOUT ROWID;
