-- Clients who were invited to review somebody. The client is known by a keyed digest alone.
CREATE TABLE review_invitation (
  id INTEGER PRIMARY KEY,             -- drawn at random; the mailed link carries it
  practitioner INTEGER NOT NULL,      -- id, not seq
  reviewer TEXT NOT NULL,             -- as review.reviewer: the same for two invitations of one person
  invited INTEGER NOT NULL,
  answered INTEGER                    -- when; NULL while it waits
) STRICT;
CREATE INDEX review_invitation_practitioner ON review_invitation (practitioner, reviewer);

-- What a review says beside stars and words, and what became of it.
CREATE TABLE review_note (
  review INTEGER PRIMARY KEY,         -- id of the review
  practitioner INTEGER NOT NULL,
  sessions INTEGER,                   -- how many the client had
  minutes INTEGER,                    -- how long one was
  written INTEGER NOT NULL,
  decided INTEGER,                    -- NULL while it waits for a moderator
  rule TEXT NOT NULL                  -- of the published rules: why it was rejected; empty otherwise
) STRICT;
CREATE INDEX review_note_practitioner ON review_note (practitioner);

-- "Something is wrong here": anyone may say so of a profile.
CREATE TABLE report (
  id INTEGER PRIMARY KEY,             -- drawn at random; whoever reported looks the outcome up by it
  practitioner INTEGER NOT NULL,
  topic TEXT NOT NULL
    CHECK (topic IN ('contact', 'credential', 'licence', 'fees', 'identity', 'conduct', 'other')),
  words TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'noticed', 'answered', 'upheld', 'dismissed')),
  received INTEGER NOT NULL,
  since INTEGER NOT NULL,             -- of the state
  outcome TEXT NOT NULL               -- public wording; empty while there is none
) STRICT;
CREATE INDEX report_state ON report (state, since);
CREATE INDEX report_practitioner ON report (practitioner);
