-- Hints on the quality of tasks that a person does not want to read again.
CREATE TABLE hidden_hint (
    person_id       INTEGER NOT NULL REFERENCES person (id),
    kind            TEXT    NOT NULL CHECK (kind IN
                        ('vague', 'missing', 'unverifiable', 'big', 'preparation', 'planning', 'unlinked')),
    -- Of the task, as domain::plan::plain_title writes it; '' stands for every task.
    title           TEXT    NOT NULL,
    hidden_at       TEXT    NOT NULL,
    PRIMARY KEY (person_id, kind, title)
) STRICT, WITHOUT ROWID;
