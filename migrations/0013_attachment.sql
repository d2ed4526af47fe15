-- Files on their way out: a row of the outbox names its file, and the file goes when that row goes.

CREATE TABLE attachment (
    id              INTEGER PRIMARY KEY,
    -- As the person sees it.
    name            TEXT    NOT NULL,
    bytes           BLOB    NOT NULL
) STRICT;

-- The outbox as before, with one more kind and the file.
CREATE TABLE outbox_with_files (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id         INTEGER NOT NULL,
    -- 0: an answer to somebody who waits; 1: a broadcast.
    lane            INTEGER NOT NULL CHECK (lane IN (0, 1)),
    kind            TEXT    NOT NULL CHECK (kind IN ('send', 'edit', 'delete', 'answer', 'react', 'menu', 'document')),
    -- The card this sends or edits; its message_id is filled in after 'send'.
    card_id         INTEGER REFERENCES card (id) ON DELETE SET NULL,
    -- JSON of storage::outbox::Payload.
    payload         TEXT    NOT NULL CHECK (json_valid(payload)),
    attachment_id   INTEGER REFERENCES attachment (id),
    -- Goes up when a queued edit is replaced by a newer one for the same card.
    revision        INTEGER NOT NULL DEFAULT 0,
    state           TEXT    NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'failed')),
    attempts        INTEGER NOT NULL DEFAULT 0,
    not_before      TEXT,
    created_at      TEXT    NOT NULL,
    done_at         TEXT,
    message_id      INTEGER,
    error           TEXT,
    CHECK ((kind = 'document') = (attachment_id IS NOT NULL))
) STRICT;
INSERT INTO outbox_with_files (id, chat_id, lane, kind, card_id, payload, revision, state, attempts, not_before,
                               created_at, done_at, message_id, error)
SELECT id, chat_id, lane, kind, card_id, payload, revision, state, attempts, not_before, created_at, done_at, message_id,
       error
FROM outbox ORDER BY id;
DROP TABLE outbox;
ALTER TABLE outbox_with_files RENAME TO outbox;
CREATE INDEX outbox_queued ON outbox (lane, id) WHERE state = 'queued';
CREATE UNIQUE INDEX outbox_one_edit ON outbox (card_id) WHERE kind = 'edit' AND state = 'queued';
CREATE INDEX outbox_by_card ON outbox (card_id);
CREATE INDEX outbox_by_attachment ON outbox (attachment_id) WHERE attachment_id IS NOT NULL;
