-- When people are away, in whole days ('2026-12-04'); the country's public holidays are in the program.
CREATE TABLE absence (
    id              INTEGER PRIMARY KEY,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    from_day        TEXT    NOT NULL CHECK (from_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    to_day          TEXT    NOT NULL CHECK (to_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND to_day >= from_day),
    -- As it was typed.
    reason          TEXT    NOT NULL DEFAULT '',
    set_at          TEXT    NOT NULL
) STRICT;
CREATE INDEX absence_by_person ON absence (person_id, from_day);

-- Whose plan for which week was asked for on their first day back, because they were off when it was due.
CREATE TABLE asked_on_return (
    person_id       INTEGER NOT NULL REFERENCES person (id),
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    asked_at        TEXT    NOT NULL,
    PRIMARY KEY (person_id, week)
) STRICT, WITHOUT ROWID;

-- What happens to a plan of more hours than fit: 'warn' asks for a reason, kept in plan_event.reason; 'block' refuses it.
ALTER TABLE company ADD COLUMN over_budget TEXT NOT NULL DEFAULT 'warn' CHECK (over_budget IN ('warn', 'block'));
