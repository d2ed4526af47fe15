-- The week in which somebody's team changed. NULL, in a company older than this column: the week after `until`.
ALTER TABLE team_history ADD COLUMN moved_in TEXT CHECK (moved_in GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]');
