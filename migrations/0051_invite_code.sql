-- Of a join code only its SHA-256 is kept ('sha256:' and 64 hexadecimal digits), so that a copy of the database lets nobody in. What
-- cannot be shown again is made anew: a person may have several codes, each of which works until one of them is used.
-- SQLite knows no SHA-256: the program replaces the codes that were kept in plain when it opens the database.
CREATE TABLE invite_of_code (
    code_hash       TEXT    PRIMARY KEY,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    created_at      TEXT    NOT NULL,
    expires_at      TEXT    NOT NULL,
    used_at         TEXT,
    used_by         INTEGER
) STRICT;
INSERT INTO invite_of_code SELECT code, person_id, created_at, expires_at, used_at, used_by FROM invite;
DROP TABLE invite;
ALTER TABLE invite_of_code RENAME TO invite;
CREATE INDEX invite_by_person ON invite (person_id);
