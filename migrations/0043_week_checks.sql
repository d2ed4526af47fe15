-- The week of a moment, which nothing checked: what is no week was never read and goes.

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
