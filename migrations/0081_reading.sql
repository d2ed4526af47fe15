-- 1 while a fetched file is being read. Where it still is 1 later, the process ended over it.
ALTER TABLE incoming_file ADD COLUMN reading INTEGER NOT NULL DEFAULT 0 CHECK (reading IN (0, 1));
