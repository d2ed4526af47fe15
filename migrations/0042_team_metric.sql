-- The metrics shown first in a team's digest, in order; none: those of its people. As a person's are kept.

CREATE TABLE team_metric (
    team_id         INTEGER NOT NULL REFERENCES team (id),
    metric_key      TEXT    NOT NULL REFERENCES metric (key),
    position        INTEGER NOT NULL,
    -- Added in chat to what company.toml lists. 'apply' leaves these alone, unless the file lists the same.
    by_chat         INTEGER NOT NULL DEFAULT 0 CHECK (by_chat IN (0, 1)),
    PRIMARY KEY (team_id, metric_key)
) STRICT, WITHOUT ROWID;

INSERT OR IGNORE INTO team_metric (team_id, metric_key, position)
SELECT team.id, m.key, of.key FROM team JOIN json_each(team.metrics) of JOIN metric m ON m.key = of.value ORDER BY team.id, of.key;
INSERT OR IGNORE INTO team_metric (team_id, metric_key, position, by_chat)
SELECT team.id, m.key, of.key, 1 FROM team JOIN json_each(team.chat_metrics) of JOIN metric m ON m.key = of.value
ORDER BY team.id, of.key;

ALTER TABLE team DROP COLUMN metrics;
ALTER TABLE team DROP COLUMN chat_metrics;
