-- What is at risk in a week refers to the task itself, which may be renamed.

CREATE TABLE pulse_risk (
    id              INTEGER PRIMARY KEY,
    person_id       INTEGER NOT NULL,
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    -- NULL: it was taken out of the plan since.
    task_id         INTEGER REFERENCES task (id) ON DELETE SET NULL,
    UNIQUE (person_id, week, task_id),
    FOREIGN KEY (person_id, week) REFERENCES pulse (person_id, week) ON DELETE CASCADE
) STRICT;
CREATE INDEX pulse_risk_by_task ON pulse_risk (task_id) WHERE task_id IS NOT NULL;

-- Until now risks were titles without what people write differently: case, ё, spaces, a full stop.
INSERT OR IGNORE INTO pulse_risk (person_id, week, task_id)
WITH RECURSIVE plain (person_id, week, task_id, title, n) AS (
    SELECT p.person_id, p.week, t.id, replace(replace(lower(trim(t.title)), '  ', ' '), '  ', ' '), 1
    FROM pulse u JOIN plan p ON p.person_id = u.person_id AND p.week = u.week JOIN task t ON t.plan_id = p.id
    WHERE u.risks <> '[]'
    UNION ALL
    SELECT person_id, week, task_id,
           replace(title, substr('АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯё', n, 1), substr('абвгдеежзийклмнопрстуфхцчшщъыьэюяе', n, 1)),
           n + 1
    FROM plain WHERE n <= 34
)
SELECT u.person_id, u.week, t.task_id
FROM pulse u JOIN json_each(u.risks) r
LEFT JOIN plain t ON t.person_id = u.person_id AND t.week = u.week AND t.n = 35 AND rtrim(t.title, '.') = r.value
ORDER BY u.person_id, u.week, r.key;

ALTER TABLE pulse DROP COLUMN risks;
