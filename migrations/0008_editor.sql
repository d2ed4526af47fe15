-- The author's last change to a plan's draft, to take it back: JSON of storage::plan::Undo, and the draft as it was before.
ALTER TABLE plan ADD COLUMN undo TEXT CHECK (undo IS NULL OR json_valid(undo));
ALTER TABLE plan ADD COLUMN undo_draft TEXT CHECK (undo_draft IS NULL OR json_valid(undo_draft));
