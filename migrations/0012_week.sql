-- The week itself: what people say of their tasks while it runs, and what their own estimates were.

-- The author's own estimate, where the plan holds it corrected by what they usually need; NULL: the plan's is their own.
ALTER TABLE task ADD COLUMN own_minutes INTEGER CHECK (own_minutes BETWEEN 0 AND 10080);
-- The message that said what came out of it: an edit of that message is an edit of the result.
ALTER TABLE task ADD COLUMN result_source INTEGER;

-- Who was asked in the middle of a week whether it goes as planned, and what they said.
CREATE TABLE pulse (
    person_id       INTEGER NOT NULL REFERENCES person (id),
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    asked_at        TEXT    NOT NULL,
    -- NULL until there is an answer. All is well where it is there and the two below are empty.
    answered_at     TEXT,
    -- JSON array of the titles of tasks at risk, as domain::plan::plain_title writes them.
    risks           TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(risks)),
    -- What is at risk in the person's words, and the message they said it in.
    words           TEXT,
    source          INTEGER,
    PRIMARY KEY (person_id, week)
) STRICT, WITHOUT ROWID;
CREATE INDEX pulse_by_week ON pulse (week);
