-- Mail that waits to be delivered or was given up. What was sent is deleted: its text holds a link, and nobody needs an
-- address longer than that.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  queued INTEGER NOT NULL,
  next_attempt INTEGER,               -- NULL: given up
  attempts INTEGER NOT NULL,
  last_error TEXT NOT NULL
) STRICT;
CREATE INDEX outbox_due ON outbox (next_attempt, id) WHERE next_attempt IS NOT NULL;

-- Links that were mailed, known by the SHA-256 of their token alone: a copy of the database opens nothing.
CREATE TABLE mailed_link (
  token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
  purpose TEXT NOT NULL
    CHECK (purpose IN ('confirm_listing', 'object', 'mine', 'mine_opened', 'review', 'reset_password')),
  practitioner INTEGER NOT NULL,      -- id, not seq; 0 where it is about nobody listed
  subject TEXT NOT NULL,
  expires INTEGER NOT NULL,
  used INTEGER                        -- when; NULL while it is good
) STRICT, WITHOUT ROWID;
CREATE INDEX mailed_link_practitioner ON mailed_link (practitioner) WHERE practitioner <> 0;
CREATE INDEX mailed_link_expires ON mailed_link (expires);

-- Where a listing stands between "still true?" and its answer. No row: nothing was asked.
CREATE TABLE consent (
  practitioner INTEGER PRIMARY KEY,   -- id, not seq
  step TEXT NOT NULL CHECK (step IN ('listed_on_basis', 'asked', 'sunk', 'unlisted')),
  since INTEGER NOT NULL,             -- of the step
  asked INTEGER                       -- when the question that waits for an answer was mailed
) STRICT;
CREATE INDEX consent_step ON consent (step, since);

-- Reminders of expiry that went out: each once.
CREATE TABLE expiry_reminder (
  practitioner INTEGER NOT NULL,
  item INTEGER NOT NULL,              -- id of the credential or licence
  expires INTEGER NOT NULL,           -- the day it spoke of: a renewed one is reminded of anew
  days INTEGER NOT NULL,              -- the reminder's distance: 60, 30 or 7
  PRIMARY KEY (practitioner, item, expires, days)
) STRICT, WITHOUT ROWID;

-- A person is found by the address that they give.
CREATE INDEX practitioner_mail ON practitioner (lower(mail)) WHERE mail <> '';
-- Who was never asked, or long ago.
CREATE INDEX credential_expires ON credential (expires) WHERE expires IS NOT NULL;
CREATE INDEX licence_expires ON licence (expires) WHERE expires IS NOT NULL;
