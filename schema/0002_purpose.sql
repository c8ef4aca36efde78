-- What the directory is for: a demonstration of invented people, or real ones. Written once; the two never share a
-- database, so that nobody mistakes an invented certificate for a real one.
CREATE TABLE purpose (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  name TEXT NOT NULL CHECK (name IN ('demo', 'real'))
) STRICT;
