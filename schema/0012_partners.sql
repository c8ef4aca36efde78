-- Sites that show the directory inside their own pages or copy it, and what lets them call. Keys are known by digest
-- alone, so that a copy of the database opens nothing.
CREATE TABLE partner (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL CHECK (version > 0),
  name TEXT NOT NULL UNIQUE,
  contact TEXT NOT NULL,                -- a mail address
  quota_per_minute INTEGER NOT NULL CHECK (quota_per_minute > 0),  -- of each key
  scheme TEXT NOT NULL CHECK (scheme IN ('auto', 'light', 'dark')),
  accent TEXT NOT NULL,                 -- '#rrggbb'; empty: Stillpoint's own
  corner_radius INTEGER NOT NULL,       -- CSS pixels
  terms_agreed INTEGER,                 -- when they agreed to the terms of copying
  state TEXT NOT NULL CHECK (state IN ('active', 'suspended')),
  created INTEGER NOT NULL
) STRICT;

-- Whose pages may use publishable keys and frame embedded pages, as browsers send Origin (RFC 6454).
CREATE TABLE partner_origin (
  partner INTEGER NOT NULL REFERENCES partner (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  origin TEXT NOT NULL,
  PRIMARY KEY (partner, position)
) STRICT, WITHOUT ROWID;

-- Search parameters that stand for every search under the partner's keys.
CREATE TABLE partner_locked_filter (
  partner INTEGER NOT NULL REFERENCES partner (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (partner, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE partner_key (
  id INTEGER PRIMARY KEY,
  partner INTEGER NOT NULL REFERENCES partner (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('publishable', 'secret', 'test')),
  name TEXT NOT NULL,
  hint TEXT NOT NULL,                   -- prefix and last characters
  hash BLOB NOT NULL UNIQUE,
  scopes INTEGER NOT NULL,              -- bits in the order of domain::KeyScope
  created INTEGER NOT NULL,
  expires INTEGER,
  revoked INTEGER,
  last_used INTEGER
) STRICT;
CREATE INDEX partner_key_by_partner ON partner_key (partner);

-- What keys were used for, by day (days since 1970, UTC): numbers, nothing of those who asked.
CREATE TABLE partner_use (
  partner INTEGER NOT NULL REFERENCES partner (id) ON DELETE CASCADE,
  day INTEGER NOT NULL,
  key INTEGER NOT NULL REFERENCES partner_key (id) ON DELETE CASCADE,
  requests INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  limited INTEGER NOT NULL,
  PRIMARY KEY (partner, day, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX partner_use_by_day ON partner_use (day);

-- The partner's own pages that requests came from, without query; '' counts those beyond the bound of a day.
CREATE TABLE partner_page (
  partner INTEGER NOT NULL REFERENCES partner (id) ON DELETE CASCADE,
  day INTEGER NOT NULL,
  page TEXT NOT NULL,
  requests INTEGER NOT NULL,
  PRIMARY KEY (partner, day, page)
) STRICT, WITHOUT ROWID;
CREATE INDEX partner_page_by_day ON partner_page (day);
