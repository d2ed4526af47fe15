-- The company as `planerka apply` declares it. Numbers that people typed are decimal text, times are UTC RFC 3339
-- text with whole seconds ('2026-11-26T12:00:00Z'), durations are whole minutes.

CREATE TABLE company (
    id              INTEGER PRIMARY KEY CHECK (id = 1),
    name            TEXT    NOT NULL,
    timezone        TEXT    NOT NULL,
    locale          TEXT    NOT NULL CHECK (locale IN ('ru', 'en')),
    country         TEXT,
    currency        TEXT    NOT NULL DEFAULT 'RUB',
    week_minutes    INTEGER NOT NULL CHECK (week_minutes BETWEEN 60 AND 10080),
    ritual          TEXT    NOT NULL CHECK (json_valid(ritual)),
    -- Goes up with every change of anything in this file's tables; the process reloads its roster when it moves.
    revision        INTEGER NOT NULL DEFAULT 0,
    declared_at     TEXT    NOT NULL
) STRICT;

CREATE TABLE metric (
    key             TEXT    PRIMARY KEY,
    name            TEXT    NOT NULL,
    unit            TEXT    NOT NULL CHECK (unit IN ('count', 'money', 'percent', 'hours', 'ratio')),
    direction       TEXT    NOT NULL CHECK (direction IN ('up', 'down')),
    aggregate       TEXT    NOT NULL CHECK (aggregate IN ('sum', 'mean', 'last')),
    formula         TEXT,
    position        INTEGER NOT NULL,
    retired         INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1))
) STRICT;

CREATE TABLE team (
    id              INTEGER PRIMARY KEY,
    key             TEXT    NOT NULL UNIQUE,
    name            TEXT    NOT NULL,
    function        TEXT    NOT NULL CHECK (function IN ('sales', 'marketing', 'support', 'other')),
    manager_id      INTEGER REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    chat_id         INTEGER,
    timezone        TEXT,
    -- Overrides of the company's ritual: the same object with only the named moments.
    ritual          TEXT    NOT NULL DEFAULT '{}' CHECK (json_valid(ritual)),
    -- Metric keys shown first in the team's digest; empty: those of its people.
    metrics         TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(metrics)),
    position        INTEGER NOT NULL,
    retired         INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1))
) STRICT;

CREATE TABLE person (
    id              INTEGER PRIMARY KEY,
    key             TEXT    NOT NULL UNIQUE,
    name            TEXT    NOT NULL,
    team_id         INTEGER NOT NULL REFERENCES team (id),
    role            TEXT    NOT NULL CHECK (role IN ('employee', 'manager', 'admin')),
    post            TEXT    NOT NULL DEFAULT '',
    week_minutes    INTEGER CHECK (week_minutes BETWEEN 60 AND 10080),
    -- Thousandths of working time that cannot be planned: 0.4 is 400.
    reactive_mille  INTEGER NOT NULL DEFAULT 0 CHECK (reactive_mille BETWEEN 0 AND 1000),
    timezone        TEXT,
    locale          TEXT    CHECK (locale IN ('ru', 'en')),
    telegram_id     INTEGER UNIQUE,
    joined_at       TEXT,
    unreachable_since TEXT,
    -- Which menu of commands Telegram shows this person: 'manager:ru:sync'.
    menu            TEXT    NOT NULL DEFAULT '',
    position        INTEGER NOT NULL,
    left_at         TEXT
) STRICT;

CREATE TABLE person_metric (
    person_id       INTEGER NOT NULL REFERENCES person (id),
    metric_key      TEXT    NOT NULL REFERENCES metric (key),
    position        INTEGER NOT NULL,
    PRIMARY KEY (person_id, metric_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE sync (
    id              INTEGER PRIMARY KEY,
    key             TEXT    NOT NULL UNIQUE,
    name            TEXT    NOT NULL,
    chat_id         INTEGER,
    retired         INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1))
) STRICT;

CREATE TABLE sync_team (
    sync_id         INTEGER NOT NULL REFERENCES sync (id),
    team_id         INTEGER NOT NULL REFERENCES team (id),
    position        INTEGER NOT NULL,
    PRIMARY KEY (sync_id, team_id)
) STRICT, WITHOUT ROWID;

-- At most one living invitation a person; a new one replaces the old, which then stops working.
CREATE TABLE invite (
    person_id       INTEGER PRIMARY KEY REFERENCES person (id),
    code            TEXT    NOT NULL UNIQUE,
    created_at      TEXT    NOT NULL,
    expires_at      TEXT    NOT NULL,
    used_at         TEXT,
    used_by         INTEGER
) STRICT;
