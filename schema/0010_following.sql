-- What of the directory's changes anybody may know, in commit order: partners follow it. `change` holds the others too,
-- and whoever reads it would learn of drafts. Its first row begins it and is told to nobody: so there always is a row
-- that a reader's place in the log can name.
CREATE TABLE published_change (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  practitioner INTEGER NOT NULL,      -- id, not seq: it is told to others; 0 in the row that begins the log
  kind TEXT NOT NULL
    CHECK (kind = 'begun' OR kind = 'listed' OR kind = 'edited' OR kind = 'credential' OR kind = 'withdrawn' OR
           kind = 'erased'),
  at INTEGER NOT NULL,                -- when it was written down here, by the machine's clock
  credential INTEGER,                 -- id of the credential whose history grew, and by what; NULL for other kinds
  event TEXT,
  effective INTEGER
) STRICT;
INSERT INTO published_change (practitioner, kind, at) VALUES (0, 'begun', unixepoch());
