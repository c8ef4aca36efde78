-- The trail: who did what to which record, when, from where and why. Append-only, each entry bound to the one before.
--
-- content_digest is SHA-256 over salt and content. hash is SHA-256 over previous_hash, sequence, at, actor_kind, account,
-- actor, roles, action, subject_kind, subject and content_digest, each written as an export writes it (digests in hex, the
-- time as RFC 3339, the account's id as printed or nothing, roles by name with commas), with its length in bytes and a
-- colon before it. So whoever holds the entries can prove the chain with nothing else, and an entry's content can be
-- erased without breaking it: its digest stays, and the salt goes with the content, so that nobody can try out what it was.

CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor_kind TEXT NOT NULL
    CHECK (actor_kind = 'account' OR actor_kind = 'practitioner' OR actor_kind = 'client' OR
           actor_kind = 'operator' OR actor_kind = 'system'),
  account INTEGER,                    -- id of the account; NULL for every other kind of actor
  actor TEXT NOT NULL,                -- as shown
  roles INTEGER NOT NULL,             -- those in force then, as bits
  action TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  salt BLOB CHECK (length(salt) = 32),
  content TEXT,                       -- JSON {address, reason, changes: [[field, before, after], ...]}; NULL once erased
  content_digest BLOB NOT NULL CHECK (length(content_digest) = 32),
  previous_hash BLOB NOT NULL CHECK (length(previous_hash) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  CHECK ((salt IS NULL) = (content IS NULL))
) STRICT;
CREATE INDEX audit_subject ON audit (subject_kind, subject);
CREATE INDEX audit_account ON audit (account) WHERE account IS NOT NULL;

-- Where the chain ends: entries that were cut off at its end would leave no gap.
CREATE TABLE audit_head (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  sequence INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
INSERT INTO audit_head VALUES (1, 0, zeroblob(32));

-- Stands before REPLACE too, which deletes without asking a trigger.
CREATE TRIGGER audit_is_appended_at_its_end BEFORE INSERT ON audit
WHEN NOT EXISTS (SELECT 1 FROM audit_head WHERE sequence + 1 = NEW.sequence AND hash = NEW.previous_hash) BEGIN
  SELECT raise(ABORT, 'the trail is continued at its end only');
END;
CREATE TRIGGER audit_moves_its_head AFTER INSERT ON audit BEGIN
  UPDATE audit_head SET sequence = NEW.sequence, hash = NEW.hash;
END;
CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit BEGIN
  SELECT raise(ABORT, 'the trail is never deleted');
END;
-- The one change that is let through takes the content of an entry away, and nothing else.
CREATE TRIGGER audit_is_never_rewritten BEFORE UPDATE ON audit
WHEN NOT (OLD.content IS NOT NULL AND NEW.content IS NULL AND NEW.salt IS NULL AND
          NEW.sequence = OLD.sequence AND NEW.at = OLD.at AND NEW.actor_kind = OLD.actor_kind AND
          NEW.account IS OLD.account AND NEW.actor = OLD.actor AND NEW.roles = OLD.roles AND
          NEW.action = OLD.action AND NEW.subject_kind = OLD.subject_kind AND NEW.subject = OLD.subject AND
          NEW.content_digest = OLD.content_digest AND NEW.previous_hash = OLD.previous_hash AND
          NEW.hash = OLD.hash) BEGIN
  SELECT raise(ABORT, 'the trail is never rewritten');
END;
CREATE TRIGGER audit_head_is_never_deleted BEFORE DELETE ON audit_head BEGIN
  SELECT raise(ABORT, 'the end of the trail is never forgotten');
END;
CREATE TRIGGER audit_head_is_never_set BEFORE UPDATE ON audit_head
WHEN NOT EXISTS (SELECT 1 FROM audit WHERE sequence = OLD.sequence + 1 AND sequence = NEW.sequence AND
                 hash = NEW.hash AND NEW.only = 1) BEGIN
  SELECT raise(ABORT, 'the end of the trail moves with its entries only');
END;

-- Whom the directory forgot. A copy made before is made to forget them again when it is restored.
CREATE TABLE erasure (
  practitioner INTEGER PRIMARY KEY,   -- id; the record's tombstone bears it too
  at INTEGER NOT NULL
) STRICT;
-- The external ids that a forgotten person had, each as a keyed digest (HMAC-SHA-256), so that an import neither brings
-- them back nor tells who they were.
CREATE TABLE erased_external_id (
  digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
  practitioner INTEGER NOT NULL REFERENCES erasure (practitioner)
) STRICT, WITHOUT ROWID;
