-- Jobs of the calendar that failed and are set aside until they are tried again. A job that was done, or is no longer due,
-- has no row.
CREATE TABLE failed_job (
    -- 'moment:3:2026-W48:digest', 'menus', as domain::calendar::job::Job writes it.
    job             TEXT    PRIMARY KEY,
    cause           TEXT    NOT NULL,
    attempts        INTEGER NOT NULL CHECK (attempts > 0),
    failed_at       TEXT    NOT NULL,
    retry_at        TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
