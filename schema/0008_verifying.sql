-- What verifying keeps beside the records: what was seen at a source, evidence, private notes, revocations that wait for
-- a second person, and the queue of work. A practitioner is named by id, not by seq: notes outlive an order of rows.

-- Numbers that readers take for the same lie together: "did you mean" asks for this expression.
CREATE INDEX credential_number_alike ON credential (issuer,
  replace(replace(replace(replace(replace(replace(replace(
    upper(number), ' ', ''), '-', ''), '.', ''), '/', ''), 'O', '0'), 'I', '1'), 'L', '1'))
  WHERE number <> '';

-- Files that were kept as evidence; their bytes lie in a folder outside the database, named by their digest.
CREATE TABLE evidence (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  media_type TEXT NOT NULL,           -- by its content
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  file_name TEXT NOT NULL,            -- as it came; for showing, never for a path
  stored INTEGER NOT NULL,
  actor TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What somebody saw at the source, beside what the public record tells of the check.
CREATE TABLE verification_detail (
  verification INTEGER PRIMARY KEY,   -- id
  practitioner INTEGER NOT NULL,
  recorded INTEGER NOT NULL,
  account INTEGER NOT NULL,
  actor TEXT NOT NULL,
  contact TEXT NOT NULL,              -- who was asked, where there is no address
  seen_name TEXT NOT NULL,
  seen_number TEXT NOT NULL,
  seen_issued INTEGER,
  seen_expires INTEGER,
  seen_status TEXT NOT NULL,
  explanation TEXT NOT NULL           -- why what was seen differs from the record and is right all the same
) STRICT;
CREATE INDEX verification_detail_of ON verification_detail (practitioner);

-- Who changed a credential's standing, and what is not for the public. One row per event that was made here.
CREATE TABLE standing_note (
  practitioner INTEGER NOT NULL,
  credential INTEGER NOT NULL,
  recorded INTEGER NOT NULL,
  kind TEXT NOT NULL,
  effective INTEGER NOT NULL,
  account INTEGER NOT NULL,
  actor TEXT NOT NULL,
  private_note TEXT NOT NULL
) STRICT;
CREATE INDEX standing_note_of ON standing_note (practitioner, credential, recorded);

-- A revocation that waits for its second person; meanwhile the credential is suspended.
CREATE TABLE pending_revocation (
  id INTEGER PRIMARY KEY,
  practitioner INTEGER NOT NULL,
  credential INTEGER NOT NULL,
  effective INTEGER NOT NULL,
  reason TEXT NOT NULL,               -- public wording
  private_note TEXT NOT NULL,
  account INTEGER NOT NULL,           -- who asked for it
  actor TEXT NOT NULL,
  asked INTEGER NOT NULL,
  settled INTEGER,
  outcome TEXT NOT NULL CHECK (outcome = '' OR outcome = 'confirmed' OR outcome = 'dropped'),
  CHECK ((settled IS NULL) = (outcome = ''))
) STRICT;
CREATE UNIQUE INDEX pending_revocation_of ON pending_revocation (practitioner, credential) WHERE settled IS NULL;

-- Work that no record tells of by itself: reports, and what a roster did not confirm.
CREATE TABLE work_item (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL
    CHECK (kind = 'reported' OR kind = 'roster_mismatch' OR kind = 'roster_missing' OR kind = 'roster_new'),
  practitioner INTEGER NOT NULL,      -- 0 where nobody on record is meant
  subject INTEGER NOT NULL,           -- id of the credential or licence; 0 for the whole record
  issuer TEXT NOT NULL,
  number TEXT NOT NULL,
  note TEXT NOT NULL,
  opened INTEGER NOT NULL,
  closed INTEGER,
  outcome TEXT NOT NULL,
  closed_by TEXT NOT NULL
) STRICT;
CREATE INDEX work_item_open ON work_item (kind, opened) WHERE closed IS NULL;
CREATE INDEX work_item_of ON work_item (practitioner, subject) WHERE closed IS NULL;

-- Whose work something is, by what it is about.
CREATE TABLE work_assignment (
  subject INTEGER PRIMARY KEY,        -- id of a credential, a licence or an item
  account INTEGER NOT NULL,
  actor TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

-- Graduates of a sanctioned school who were looked at since.
CREATE TABLE sanction_looked_at (
  practitioner INTEGER NOT NULL,
  school TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (practitioner, school)
) STRICT, WITHOUT ROWID;

-- Lists that issuers and boards sent, with what came of them.
CREATE TABLE roster (
  id INTEGER PRIMARY KEY,
  issuer TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES evidence (sha256),
  as_of INTEGER NOT NULL,             -- when the issuer made it
  recorded INTEGER NOT NULL,
  actor TEXT NOT NULL,
  rows_read INTEGER NOT NULL,
  matched INTEGER NOT NULL,
  mismatched INTEGER NOT NULL,
  missing INTEGER NOT NULL,
  unknown INTEGER NOT NULL
) STRICT;
