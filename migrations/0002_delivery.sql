-- What came in and what goes out. See the README's "one path".

-- One row: the last update whose effects are committed.
CREATE TABLE update_offset (
    id              INTEGER PRIMARY KEY CHECK (id = 1),
    last_update_id  INTEGER NOT NULL
) STRICT;
INSERT INTO update_offset (id, last_update_id) VALUES (1, 0);

-- Updates whose handling failed: the raw JSON as Telegram sent it, and why.
CREATE TABLE failed_update (
    update_id       INTEGER PRIMARY KEY,
    raw             TEXT    NOT NULL,
    cause           TEXT    NOT NULL,
    failed_at       TEXT    NOT NULL
) STRICT;

-- A live message of the bot that is edited in place, known by what it shows ('plan:17', 'digest:3:2026-W48').
CREATE TABLE card (
    id              INTEGER PRIMARY KEY,
    chat_id         INTEGER NOT NULL,
    key             TEXT    NOT NULL,
    -- NULL until Telegram has told us.
    message_id      INTEGER,
    -- Messages the person has typed below it since it was posted.
    typed_below     INTEGER NOT NULL DEFAULT 0,
    UNIQUE (chat_id, key)
) STRICT;
CREATE INDEX card_by_message ON card (chat_id, message_id);
CREATE INDEX card_by_key ON card (key);

CREATE TABLE outbox (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id         INTEGER NOT NULL,
    -- 0: an answer to somebody who waits; 1: a broadcast.
    lane            INTEGER NOT NULL CHECK (lane IN (0, 1)),
    kind            TEXT    NOT NULL CHECK (kind IN ('send', 'edit', 'delete', 'answer', 'react', 'menu')),
    -- The card this sends or edits; its message_id is filled in after 'send'.
    card_id         INTEGER REFERENCES card (id) ON DELETE SET NULL,
    -- JSON of storage::outbox::Payload.
    payload         TEXT    NOT NULL CHECK (json_valid(payload)),
    -- Goes up when a queued edit is replaced by a newer one for the same card.
    revision        INTEGER NOT NULL DEFAULT 0,
    state           TEXT    NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'failed')),
    attempts        INTEGER NOT NULL DEFAULT 0,
    not_before      TEXT,
    created_at      TEXT    NOT NULL,
    done_at         TEXT,
    message_id      INTEGER,
    error           TEXT
) STRICT;
CREATE INDEX outbox_queued ON outbox (lane, id) WHERE state = 'queued';
CREATE UNIQUE INDEX outbox_one_edit ON outbox (card_id) WHERE kind = 'edit' AND state = 'queued';
CREATE INDEX outbox_by_card ON outbox (card_id);
