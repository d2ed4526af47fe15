-- Who reads what in the digests.

-- What the digest says of a team's people where others read it: 'names', or 'totals' alone.
ALTER TABLE team ADD COLUMN visibility TEXT NOT NULL DEFAULT 'names' CHECK (visibility IN ('names', 'totals'));

-- Where the digest over all teams is posted; NULL: to the admins in private.
ALTER TABLE company ADD COLUMN chat_id INTEGER;
