-- The conversation: which message said what, and what people are asked.

-- What a message of a person said, and of what: its new text, where it is edited, replaces just that.
CREATE TABLE message_effect (
    person_id       INTEGER NOT NULL REFERENCES person (id),
    -- Telegram's number of the message in the person's chat with the bot.
    message_id      INTEGER NOT NULL,
    kind            TEXT    NOT NULL CHECK (kind IN ('task_words', 'plan_lines', 'unplanned', 'task_result', 'task_reason',
                                                     'risk', 'report', 'metric_reason', 'note')),
    -- What it is said of, written as storage::conversation::effect does: '17', '2026-W49', '2026-W49 leads'.
    subject         TEXT    NOT NULL,
    -- What it said, where the subject does not keep it: of a report, metric keys and values.
    said            TEXT    CHECK (said IS NULL OR json_valid(said)),
    PRIMARY KEY (person_id, message_id, kind, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_effect_by_subject ON message_effect (kind, subject);

INSERT OR IGNORE INTO message_effect (person_id, message_id, kind, subject)
SELECT p.person_id, t.value ->> 'source', 'plan_lines', p.id
FROM plan p, json_each(p.draft, '$.tasks') t WHERE t.value ->> 'source' IS NOT NULL
UNION ALL
SELECT p.person_id, t.value ->> 'source', 'plan_lines', p.id
FROM plan p, json_each(p.draft, '$.targets') t WHERE t.value ->> 'source' IS NOT NULL
UNION ALL
SELECT p.person_id, a.value ->> 1, 'task_words',
       p.id || ' ' || coalesce(t.value ->> 'uid', 0) || ' ' || (a.value ->> 0)
FROM plan p, json_each(p.draft, '$.tasks') t, json_each(t.value, '$.answers') a
UNION ALL
SELECT p.person_id, t.source, 'unplanned', t.id
FROM task t JOIN plan p ON p.id = t.plan_id WHERE t.source IS NOT NULL AND t.origin = 'unplanned'
UNION ALL
SELECT p.person_id, t.result_source, 'task_result', t.id
FROM task t JOIN plan p ON p.id = t.plan_id WHERE t.result_source IS NOT NULL
UNION ALL
SELECT p.person_id, t.reason_source, 'task_reason', t.id
FROM task t JOIN plan p ON p.id = t.plan_id WHERE t.reason_source IS NOT NULL
UNION ALL
SELECT person_id, source, 'risk', week FROM pulse WHERE source IS NOT NULL
UNION ALL
SELECT person_id, source, 'metric_reason', week || ' ' || metric_key FROM metric_reason WHERE source IS NOT NULL
UNION ALL
SELECT person_id, source, 'note', id FROM note WHERE source IS NOT NULL;
INSERT INTO message_effect (person_id, message_id, kind, subject, said)
SELECT person_id, message, 'report', week, said FROM report_message;

DROP TABLE report_message;
ALTER TABLE task DROP COLUMN source;
ALTER TABLE task DROP COLUMN result_source;
ALTER TABLE task DROP COLUMN reason_source;
ALTER TABLE note DROP COLUMN source;
ALTER TABLE pulse DROP COLUMN source;
ALTER TABLE metric_reason DROP COLUMN source;

-- A row's number may be given again: nothing may be left that was said of the row before.
CREATE TRIGGER task_takes_its_effects AFTER DELETE ON task BEGIN
    DELETE FROM message_effect
    WHERE kind IN ('unplanned', 'task_result', 'task_reason') AND subject = CAST(OLD.id AS TEXT);
END;
CREATE TRIGGER note_takes_its_effects AFTER DELETE ON note BEGIN
    DELETE FROM message_effect WHERE kind = 'note' AND subject = CAST(OLD.id AS TEXT);
END;

-- What people are asked, oldest first; the newest question of a person is the one that is waited for.
CREATE TABLE question (
    id              INTEGER PRIMARY KEY,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    -- Kind and body are the tag and the content of domain::conversation::question::Question.
    kind            TEXT    NOT NULL,
    body            TEXT    NOT NULL CHECK (json_valid(body)),
    asked_at        TEXT    NOT NULL,
    -- When nobody waits for the answer any more; NULL: until it is answered, cancelled, or something else is asked.
    expires_at      TEXT,
    -- The message in the person's chat that asks it, where that is known.
    message_id      INTEGER
) STRICT;
CREATE INDEX question_by_person ON question (person_id);

INSERT INTO question (person_id, kind, body, asked_at)
SELECT person_id, question ->> '$', 'null', strftime('%Y-%m-%dT%H:%M:%SZ', 'now')
FROM attention WHERE json_type(question) = 'text'
UNION ALL
SELECT a.person_id, q.key, q.value, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')
FROM attention a, json_each(a.question) q WHERE json_type(a.question) = 'object';

-- The week whose plan a person's lines go to, chosen with a button; without a row the calendar decides.
CREATE TABLE chosen_week (
    person_id       INTEGER PRIMARY KEY REFERENCES person (id),
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]')
) STRICT;
INSERT INTO chosen_week (person_id, week) SELECT person_id, week FROM attention WHERE week IS NOT NULL;

DROP TABLE attention;
