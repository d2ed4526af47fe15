-- What the weeks are for: strategic goals, tactical ones under them with an owner, a due date and a milestone a month.
-- `company.toml` declares goals (they have a key), managers add others in chat (they have none).

CREATE TABLE goal (
    id              INTEGER PRIMARY KEY,
    -- Stable name in company.toml; NULL: made in chat.
    key             TEXT    UNIQUE,
    -- What tasks name it by, without '#'. No two open goals have the same, whatever the case; the program sees to it.
    tag             TEXT    NOT NULL,
    title           TEXT    NOT NULL,
    level           TEXT    NOT NULL CHECK (level IN ('strategic', 'tactical')),
    parent_id       INTEGER REFERENCES goal (id),
    owner_id        INTEGER REFERENCES person (id),
    -- The last day, '2027-03-31'.
    due             TEXT    CHECK (due IS NULL OR due GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    position        INTEGER NOT NULL,
    state           TEXT    NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
    -- Who wrote it in chat.
    made_by         INTEGER REFERENCES person (id),
    made_at         TEXT    NOT NULL,
    -- Who closed it; NULL where it is open or the file closed it.
    closed_by       INTEGER REFERENCES person (id),
    closed_at       TEXT,
    CHECK ((state = 'closed') = (closed_at IS NOT NULL))
) STRICT;

CREATE TABLE goal_milestone (
    goal_id         INTEGER NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
    month           TEXT    NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
    text            TEXT    NOT NULL,
    done_at         TEXT,
    done_by         INTEGER REFERENCES person (id),
    PRIMARY KEY (goal_id, month)
) STRICT, WITHOUT ROWID;

-- What a sync decided is written in chat and closed by a tap.
ALTER TABLE decision ADD COLUMN closed_by INTEGER REFERENCES person (id);
-- What the card still asks, as ids to choose from: JSON of storage::decision::Asked; NULL: nothing.
ALTER TABLE decision ADD COLUMN asked TEXT CHECK (asked IS NULL OR json_valid(asked));
CREATE INDEX decision_open ON decision (sync_id) WHERE state = 'open';
CREATE INDEX decision_by_owner ON decision (owner_id) WHERE state = 'open';
