-- The language a person has chosen in chat; it counts before the one of company.toml. NULL: nothing was chosen.
ALTER TABLE person ADD COLUMN chosen_locale TEXT CHECK (chosen_locale IN ('ru', 'en'));
