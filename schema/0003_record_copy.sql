-- The whole record once more, as the bytes that a profile is read from in one step instead of twenty. The tables stay
-- the truth: a copy counts only where it bears the record's present version, and without one the tables are read. Whoever
-- changes a record raises its version; whoever erases one deletes its copy.
CREATE TABLE record_copy (
  practitioner INTEGER PRIMARY KEY REFERENCES practitioner (seq),
  version INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
