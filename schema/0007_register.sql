-- What registering keeps beside the records: where merged ones went, addresses of the site before, answers to requests
-- that may come twice, lists under a name, columns as they were understood.

-- A record that was merged into another one; its own row stays, withdrawn, with its history.
CREATE TABLE merged (
  id INTEGER PRIMARY KEY,             -- id, not seq: it stands in addresses
  into_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  CHECK (id <> into_id)
) STRICT;
CREATE INDEX merged_into ON merged (into_id);

CREATE TABLE legacy_url (
  path TEXT PRIMARY KEY,              -- as it stood on the site before: "/find/jane-doe"
  practitioner INTEGER NOT NULL,      -- id
  ordinal INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX legacy_url_of ON legacy_url (practitioner);

CREATE TABLE kept_answer (
  owner TEXT NOT NULL,                -- whose key it is
  key TEXT NOT NULL,
  request_digest TEXT NOT NULL,
  answer TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (owner, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_answer_at ON kept_answer (at);

CREATE TABLE saved_view (
  owner TEXT NOT NULL,
  list TEXT NOT NULL,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  PRIMARY KEY (owner, list, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE column_mapping (
  heading TEXT PRIMARY KEY,           -- table and first line of the file
  mapping TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- How many times the registries were edited: whoever serves looks here to know whether its vocabulary is the newest.
CREATE TABLE registry_edition (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  number INTEGER NOT NULL
) STRICT;
INSERT INTO registry_edition (only, number) VALUES (1, 1);

-- The list of administrators is ordered by name, and a person is looked for by name, mail (0006) and licence before they
-- are registered twice.
CREATE INDEX practitioner_name ON practitioner (name_folded);
CREATE INDEX licence_number ON licence (jurisdiction, number) WHERE number <> '';
