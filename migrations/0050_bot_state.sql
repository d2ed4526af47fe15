-- How the process itself fares: one row.
CREATE TABLE bot_state (
    id              INTEGER PRIMARY KEY CHECK (id = 1),
    -- When Telegram last answered the question for updates; written at most once a minute.
    heard_at        TEXT,
    -- Why Telegram gives the updates to somebody else, since when, and when that was last noticed.
    conflict        TEXT    CHECK (conflict IN ('another_bot', 'webhook')),
    conflict_since  TEXT,
    conflict_at     TEXT,
    -- When the database was opened without the write-ahead log that the killed process before had left.
    log_lost_at     TEXT,
    CHECK ((conflict IS NULL) = (conflict_since IS NULL) AND (conflict IS NULL) = (conflict_at IS NULL))
) STRICT;
INSERT INTO bot_state (id) VALUES (1);
