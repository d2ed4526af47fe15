-- What company.toml said when it was last applied, field by field: where the company says something else since, that was done in
-- chat, and applying the file again would undo it.
CREATE TABLE declared_field (
    -- 'person anna', 'team sales', 'company'.
    what            TEXT    NOT NULL,
    field           TEXT    NOT NULL,
    value           TEXT    NOT NULL,
    PRIMARY KEY (what, field)
) STRICT, WITHOUT ROWID;
