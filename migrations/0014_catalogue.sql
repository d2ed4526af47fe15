-- The catalogue of metrics: thresholds, what was made in chat, what was in force in weeks gone by, targets of one week.

-- What a value should not fall short of: a decimal; at least it where more is better, at most it where less is.
ALTER TABLE metric ADD COLUMN threshold TEXT;
-- Who made it in chat; NULL: company.toml declares it.
ALTER TABLE metric ADD COLUMN made_by INTEGER REFERENCES person (id);

-- Added in chat to what company.toml lists. 'apply' leaves these alone, unless the file lists the same.
ALTER TABLE person_metric ADD COLUMN by_chat INTEGER NOT NULL DEFAULT 0 CHECK (by_chat IN (0, 1));
-- The same for a team: JSON array of metric keys.
ALTER TABLE team ADD COLUMN chat_metrics TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(chat_metrics));

-- Definitions as they were up to and including a week, written when they change.
CREATE TABLE past_definition (
    what            TEXT    NOT NULL CHECK (what IN ('metric', 'team', 'person')),
    -- The metric's key, the team's or the person's id.
    subject         TEXT    NOT NULL,
    until           TEXT    NOT NULL CHECK (until GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    -- JSON: a domain::company::Metric, or a list of metric keys.
    document        TEXT    NOT NULL CHECK (json_valid(document)),
    PRIMARY KEY (what, subject, until)
) STRICT, WITHOUT ROWID;

-- A manager's word on a target for one week: it counts in that week instead of the plan's, which stays as it is.
CREATE TABLE target_override (
    person_id       INTEGER NOT NULL REFERENCES person (id),
    metric_key      TEXT    NOT NULL REFERENCES metric (key),
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    target          TEXT    NOT NULL,
    note            TEXT    NOT NULL,
    set_by          INTEGER NOT NULL REFERENCES person (id),
    set_at          TEXT    NOT NULL,
    PRIMARY KEY (person_id, metric_key, week)
) STRICT, WITHOUT ROWID;
CREATE INDEX target_override_by_week ON target_override (week);
