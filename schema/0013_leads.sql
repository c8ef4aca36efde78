-- Exclusion lists bring leads into the queue, and an item names the file that it rests on.
CREATE TABLE work_item_wider (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL
    CHECK (kind = 'reported' OR kind = 'exclusion' OR kind = 'roster_mismatch' OR kind = 'roster_missing' OR
           kind = 'roster_new'),
  practitioner INTEGER NOT NULL,      -- 0 where nobody on record is meant
  subject INTEGER NOT NULL,           -- id of the credential, the licence or the report; 0 for the whole record
  issuer TEXT NOT NULL,
  number TEXT NOT NULL,
  note TEXT NOT NULL,
  opened INTEGER NOT NULL,
  closed INTEGER,
  outcome TEXT NOT NULL,
  closed_by TEXT NOT NULL,
  evidence TEXT NOT NULL              -- sha256 of the file that says so; empty where there is none
) STRICT;
INSERT INTO work_item_wider
  SELECT id, kind, practitioner, subject, issuer, number, note, opened, closed, outcome, closed_by, '' FROM work_item;
DROP TABLE work_item;
ALTER TABLE work_item_wider RENAME TO work_item;
CREATE INDEX work_item_open ON work_item (kind, opened) WHERE closed IS NULL;
-- Closed ones too: a lead that was judged is not asked again.
CREATE INDEX work_item_of ON work_item (practitioner, subject);
CREATE INDEX work_item_about ON work_item (subject, kind) WHERE subject <> 0;

-- Exclusion lists that an owner brought, with what came of them.
CREATE TABLE exclusion_list (
  sha256 TEXT PRIMARY KEY REFERENCES evidence (sha256),
  recorded INTEGER NOT NULL,
  actor TEXT NOT NULL,
  rows_read INTEGER NOT NULL,
  by_npi INTEGER NOT NULL,
  by_name INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
