-- Which team somebody was in in weeks gone by: somebody who has moved since counts where they were.

-- Up to and including a week, written when it changes. Where a person has none for a week or any later one, as everybody
-- has in a company older than this table, their present team counts.
CREATE TABLE past_team (
    person_id       INTEGER NOT NULL REFERENCES person (id),
    until           TEXT    NOT NULL CHECK (until GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    -- NULL: not in the company.
    team_id         INTEGER REFERENCES team (id),
    PRIMARY KEY (person_id, until)
) STRICT, WITHOUT ROWID;
