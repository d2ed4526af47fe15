-- The goal's milestone a task was made of, also where the task was renamed or carried over since.

ALTER TABLE task ADD COLUMN goal_id INTEGER REFERENCES goal (id) ON DELETE SET NULL;
-- The milestone's month, '2026-12'; NULL where there is no such milestone any more: it says something else by now.
ALTER TABLE task ADD COLUMN goal_month TEXT CHECK (goal_month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]');
CREATE INDEX task_by_goal ON task (goal_id) WHERE goal_id IS NOT NULL;

-- Until now they were known by the milestone's very words. Where several months say the same, it was the last one that had come by
-- the Thursday of the task's week, else the first.
UPDATE task SET goal_id = made.goal_id, goal_month = made.month
FROM (
    SELECT of.id, m.goal_id, m.month,
           row_number() OVER (PARTITION BY of.id ORDER BY m.month > of.month, iif(m.month > of.month, m.month, NULL),
                                                          m.month DESC, m.goal_id) AS place
    FROM (SELECT t.id, t.title, p.person_id,
                 strftime('%Y-%m', substr(p.week, 1, 4) || '-01-04', 'weekday 0', '-3 days',
                          '+' || (7 * (substr(p.week, 7) - 1)) || ' days') AS month
          FROM task t JOIN plan p ON p.id = t.plan_id) of
    JOIN goal g ON g.owner_id = of.person_id
    JOIN goal_milestone m ON m.goal_id = g.id AND m.text = of.title
) made
WHERE made.id = task.id AND made.place = 1;
