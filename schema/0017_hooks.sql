-- Webhooks: where partners want to be told, what waits to be told, and how far the log of changes was told from.
CREATE TABLE hook_endpoint (
  id INTEGER PRIMARY KEY,             -- drawn at random
  partner INTEGER NOT NULL,           -- id
  url TEXT NOT NULL,
  secret TEXT NOT NULL,               -- whsec_...: it signs, so it is kept as it is
  previous_secret TEXT NOT NULL,      -- signs too until previous_until; empty where there is none
  previous_until INTEGER,
  created INTEGER NOT NULL,
  last_sent INTEGER,                  -- when it last took something
  stopped INTEGER,                    -- since when nothing is sent; NULL while it is told
  stopped_because TEXT NOT NULL
) STRICT;
CREATE INDEX hook_endpoint_partner ON hook_endpoint (partner);

CREATE TABLE hook_delivery (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  endpoint INTEGER NOT NULL REFERENCES hook_endpoint (id),
  message TEXT NOT NULL,              -- what the header webhook-id says, the same in each attempt
  event TEXT NOT NULL,                -- credential.revoked, ...
  practitioner INTEGER NOT NULL,      -- id, not seq
  body TEXT NOT NULL,
  queued INTEGER NOT NULL,
  next_attempt INTEGER,               -- NULL: given up
  attempts INTEGER NOT NULL,
  last_error TEXT NOT NULL
) STRICT;
CREATE INDEX hook_delivery_due ON hook_delivery (endpoint, id) WHERE next_attempt IS NOT NULL;
CREATE INDEX hook_delivery_practitioner ON hook_delivery (practitioner);

-- The place in published_change up to which deliveries were queued.
CREATE TABLE hook_position (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  sequence INTEGER NOT NULL,
  subject INTEGER NOT NULL,           -- the row's practitioner, whom a place names
  at INTEGER NOT NULL
) STRICT;
INSERT INTO hook_position SELECT 1, sequence, practitioner, at FROM published_change ORDER BY sequence DESC LIMIT 1;
