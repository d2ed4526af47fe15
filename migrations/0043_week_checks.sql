-- Weeks that nothing checked: what is none was never read and goes.

CREATE TABLE attention_with_check (
    person_id       INTEGER PRIMARY KEY REFERENCES person (id),
    -- JSON of storage::conversation::Question, NULL when nothing is asked.
    question        TEXT    CHECK (question IS NULL OR json_valid(question)),
    -- The week chosen with the card's button; NULL: the calendar decides.
    week            TEXT    CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]')
) STRICT;
INSERT INTO attention_with_check (person_id, question, week)
SELECT person_id, question, iif(week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]', week, NULL) FROM attention;
DROP TABLE attention;
ALTER TABLE attention_with_check RENAME TO attention;

CREATE TABLE moment_with_check (
    team_id         INTEGER NOT NULL REFERENCES team (id),
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    moment          TEXT    NOT NULL,
    outcome         TEXT    NOT NULL CHECK (outcome IN ('done', 'stale')),
    at              TEXT    NOT NULL,
    PRIMARY KEY (team_id, week, moment)
) STRICT, WITHOUT ROWID;
INSERT INTO moment_with_check (team_id, week, moment, outcome, at)
SELECT team_id, week, moment, outcome, at FROM moment WHERE week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]';
DROP TABLE moment;
ALTER TABLE moment_with_check RENAME TO moment;
