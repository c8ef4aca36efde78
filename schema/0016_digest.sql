-- What the registrars' next digest tells: written with what it tells, so that a stop in between loses no line.
CREATE TABLE digest_line (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  practitioner INTEGER NOT NULL,      -- id, not seq
  what TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
