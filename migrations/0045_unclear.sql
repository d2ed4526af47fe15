-- Words of a person that were not clear enough to act on, each asked about with buttons.
CREATE TABLE unclear (
    id              INTEGER PRIMARY KEY,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    -- JSON of domain::conversation::unclear::Unclear.
    said            TEXT    NOT NULL CHECK (json_valid(said)),
    -- Something can still be chosen.
    open            INTEGER NOT NULL DEFAULT 1 CHECK (open IN (0, 1)),
    asked_at        TEXT    NOT NULL,
    -- After this no tap counts any more; the words stay.
    expires_at      TEXT    NOT NULL
) STRICT;
CREATE INDEX unclear_open ON unclear (person_id) WHERE open = 1;

-- What stood before words of a report or of the running week were taken, so that one tap takes them back.
CREATE TABLE week_undo (
    person_id       INTEGER NOT NULL REFERENCES person (id),
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    -- JSON of domain::report::undo::Before.
    before          TEXT    NOT NULL CHECK (json_valid(before)),
    PRIMARY KEY (person_id, week)
) STRICT, WITHOUT ROWID;

-- What people wrote to the bot, so that of an edited message only what differs counts. Kept for as long as it can be edited.
CREATE TABLE heard_message (
    person_id       INTEGER NOT NULL REFERENCES person (id),
    message_id      INTEGER NOT NULL,
    text            TEXT    NOT NULL,
    heard_at        TEXT    NOT NULL,
    PRIMARY KEY (person_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX heard_message_by_time ON heard_message (heard_at);
