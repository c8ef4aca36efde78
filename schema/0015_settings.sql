-- What owners set while the directory runs; what is not here holds by the program's own settings.
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
