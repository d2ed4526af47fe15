-- When a plan was first asked for; none where its author began it unasked, out of curiosity. Before this was kept, whoever had a plan
-- counted as asked.
ALTER TABLE plan ADD COLUMN asked_at TEXT;
UPDATE plan SET asked_at = (SELECT declared_at FROM company);

-- When the bot last knew that nothing waited at Telegram: what comes after a pause was said since.
ALTER TABLE update_offset ADD COLUMN heard_at TEXT;

-- Questions whose whole time went by while the bot was down; `ask_at` and `due_at` where they are put again.
CREATE TABLE missed_question (
    team_id         INTEGER NOT NULL REFERENCES team (id),
    -- Whose calendar has it.
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    question        TEXT    NOT NULL CHECK (question IN ('plan', 'report')),
    ask_at          TEXT,
    due_at          TEXT,
    found_at        TEXT    NOT NULL,
    PRIMARY KEY (team_id, week, question),
    CHECK ((ask_at IS NULL) = (due_at IS NULL))
) STRICT, WITHOUT ROWID;

-- Lists of whose reports are missing are known by the first team of their term; team 0 is none.
UPDATE card SET key = 'missing-reports:0' WHERE key = 'missing-reports';
