-- Hypotheses: what is tried, by whom and until when, and what the numbers said.
CREATE TABLE hypothesis (
    -- People call it by this number: it is never given twice.
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    statement       TEXT    NOT NULL,
    effect          TEXT,
    product         TEXT,
    segment         TEXT,
    channel         TEXT,
    -- Decimal text, in the company's currency.
    budget          TEXT,
    -- Days, 2026-12-24.
    start_on        TEXT    NOT NULL CHECK (start_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    review_on       TEXT    NOT NULL CHECK (review_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    owner_id        INTEGER NOT NULL REFERENCES person (id),
    made_by         INTEGER NOT NULL REFERENCES person (id),
    made_at         TEXT    NOT NULL,
    state           TEXT    NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'worked', 'failed', 'dropped')),
    verdict         TEXT,
    closed_by       INTEGER REFERENCES person (id),
    closed_at       TEXT,
    CHECK ((state = 'running') = (closed_at IS NULL)),
    CHECK (state NOT IN ('worked', 'failed') OR verdict IS NOT NULL)
) STRICT;
