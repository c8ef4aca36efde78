-- The directory: practitioners with everything that belongs to them, the registries, the change feed.
--
-- Instants are seconds since 1970-01-01T00:00:00Z, dates are days since 1970-01-01. A fact that may be unknown is
-- NULL, 0 (no) or 1 (yes). Words of vocabularies are stored as their keys; they are checked where a record enters.
-- Permitted words are written as chains of OR: for a longer IN list SQLite builds a table anew on each insert, which
-- doubles the time of an import (measured).
-- What belongs to a practitioner is keyed by its number in the order of registration and by its place in the record, so
-- that loading the whole directory reads every table once, in order, without sorting.

CREATE TABLE practitioner (
  seq INTEGER PRIMARY KEY,            -- order of registration; never leaves the store
  id INTEGER NOT NULL UNIQUE,         -- drawn at random; what everyone else knows
  version INTEGER NOT NULL CHECK (version > 0),
  listing TEXT NOT NULL CHECK (listing = 'draft' OR listing = 'listed' OR listing = 'withdrawn'),
  listing_basis TEXT NOT NULL,
  demoted_since INTEGER,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,          -- folded and keyed once, when written
  name_collation BLOB NOT NULL,
  post_nominals TEXT NOT NULL,
  gender TEXT CHECK (gender = 'female' OR gender = 'male' OR gender = 'non_binary'),
  phone TEXT NOT NULL,
  website TEXT NOT NULL,
  booking_url TEXT NOT NULL,
  fees_declined INTEGER NOT NULL CHECK (fees_declined IN (0, 1)),
  fees_valid_from INTEGER,
  session_description TEXT NOT NULL,
  sessions_min INTEGER,
  sessions_max INTEGER,
  reviews_invited INTEGER NOT NULL,
  edited INTEGER NOT NULL,
  attested INTEGER,
  mail TEXT NOT NULL,                 -- private; from here on no search needs a column
  photo_url TEXT NOT NULL,
  cancellation TEXT NOT NULL,
  fees_note TEXT NOT NULL,
  about TEXT NOT NULL
) STRICT;
CREATE INDEX practitioner_listing ON practitioner (listing);

CREATE TABLE external_id (
  practitioner INTEGER NOT NULL REFERENCES practitioner (seq),
  ordinal INTEGER NOT NULL,
  system TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (practitioner, ordinal),
  UNIQUE (system, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE mailing_address (        -- private
  practitioner INTEGER PRIMARY KEY REFERENCES practitioner (seq),
  street TEXT NOT NULL,
  city TEXT NOT NULL,
  region TEXT NOT NULL,
  postal_code TEXT NOT NULL,
  country TEXT NOT NULL
) STRICT;

CREATE TABLE location (
  practitioner INTEGER NOT NULL REFERENCES practitioner (seq),
  ordinal INTEGER NOT NULL,
  name TEXT NOT NULL,
  street TEXT NOT NULL,               -- private unless precision is exact
  city TEXT NOT NULL,
  city_folded TEXT NOT NULL,
  postal_code TEXT NOT NULL,
  jurisdiction TEXT NOT NULL,
  country TEXT NOT NULL,
  lat REAL,
  lon REAL,
  precision TEXT NOT NULL CHECK (precision = 'area' OR precision = 'exact'),
  wheelchair INTEGER CHECK (wheelchair IN (0, 1)),
  home_visits INTEGER CHECK (home_visits IN (0, 1)),
  accepting INTEGER CHECK (accepting IN (0, 1)),
  CHECK ((lat IS NULL) = (lon IS NULL)),
  PRIMARY KEY (practitioner, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE held_profession (
  practitioner INTEGER NOT NULL REFERENCES practitioner (seq),
  ordinal INTEGER NOT NULL,
  profession TEXT NOT NULL,
  PRIMARY KEY (practitioner, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE licence (
  practitioner INTEGER NOT NULL,
  held_profession INTEGER NOT NULL,   -- ordinal of the profession that it permits
  ordinal INTEGER NOT NULL,
  id INTEGER NOT NULL,
  jurisdiction TEXT NOT NULL,
  number TEXT NOT NULL,
  status TEXT NOT NULL
    CHECK (status = 'active' OR status = 'lapsed' OR status = 'suspended' OR status = 'revoked'),
  expires INTEGER,
  PRIMARY KEY (practitioner, held_profession, ordinal),
  FOREIGN KEY (practitioner, held_profession) REFERENCES held_profession (practitioner, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE credential (
  practitioner INTEGER NOT NULL REFERENCES practitioner (seq),
  id INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  issuer TEXT NOT NULL,
  type TEXT NOT NULL,                 -- issuer:code:version
  number TEXT NOT NULL,               -- byte for byte as printed; empty where none is on record
  issued INTEGER,
  expires INTEGER,
  PRIMARY KEY (practitioner, id)
) STRICT, WITHOUT ROWID;
-- A certificate's number is unique per issuer, over all its types and their versions.
CREATE UNIQUE INDEX credential_number ON credential (issuer, number) WHERE number <> '';

CREATE TABLE credential_event (
  practitioner INTEGER NOT NULL,
  credential INTEGER NOT NULL,        -- id of the credential: an event never moves
  ordinal INTEGER NOT NULL,           -- in the order in which they were written down
  kind TEXT NOT NULL
    CHECK (kind = 'registered' OR kind = 'verified' OR kind = 'expired' OR kind = 'suspended' OR
           kind = 'reinstated' OR kind = 'revoked' OR kind = 'superseded' OR kind = 'corrected'),
  effective INTEGER NOT NULL,
  recorded INTEGER NOT NULL,
  reason TEXT NOT NULL,               -- public wording
  claimed INTEGER NOT NULL CHECK (claimed IN (0, 1)),
  PRIMARY KEY (practitioner, credential, ordinal),
  FOREIGN KEY (practitioner, credential) REFERENCES credential (practitioner, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER credential_event_is_never_rewritten BEFORE UPDATE ON credential_event BEGIN
  SELECT raise(ABORT, 'a credential''s history is never rewritten');
END;
CREATE TRIGGER credential_event_is_never_deleted BEFORE DELETE ON credential_event BEGIN
  SELECT raise(ABORT, 'a credential''s history is never deleted');
END;

CREATE TABLE verification (
  practitioner INTEGER NOT NULL REFERENCES practitioner (seq),
  ordinal INTEGER NOT NULL,
  credential INTEGER,                 -- id of what was checked: a credential
  licence INTEGER,                    -- or a licence
  id INTEGER NOT NULL,
  method TEXT NOT NULL
    CHECK (method = 'register_page' OR method = 'letter' OR method = 'call' OR method = 'electronic' OR
           method = 'roster'),
  result TEXT NOT NULL CHECK (result = 'matched' OR result = 'denied' OR result = 'inconclusive'),
  checked_at INTEGER NOT NULL,
  source TEXT NOT NULL,
  source_url TEXT NOT NULL,
  checker TEXT NOT NULL,
  evidence_sha256 TEXT NOT NULL,
  claimed INTEGER NOT NULL CHECK (claimed IN (0, 1)),
  CHECK ((credential IS NULL) <> (licence IS NULL)),
  PRIMARY KEY (practitioner, ordinal),
  FOREIGN KEY (practitioner, credential) REFERENCES credential (practitioner, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE training (
  practitioner INTEGER NOT NULL REFERENCES practitioner (seq),
  ordinal INTEGER NOT NULL,
  school TEXT NOT NULL,               -- empty where the school is in no vocabulary
  school_name TEXT NOT NULL,
  title TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind = 'class' OR kind = 'home_study' OR kind = 'practice' OR kind = 'received'),
  hours INTEGER NOT NULL,
  completed INTEGER,
  PRIMARY KEY (practitioner, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE training_condition (
  practitioner INTEGER NOT NULL,
  training INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  condition TEXT NOT NULL,
  PRIMARY KEY (practitioner, training, ordinal),
  FOREIGN KEY (practitioner, training) REFERENCES training (practitioner, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE declared_condition (
  practitioner INTEGER NOT NULL REFERENCES practitioner (seq),
  ordinal INTEGER NOT NULL,
  condition TEXT NOT NULL,
  takes INTEGER NOT NULL CHECK (takes IN (0, 1)),
  since_year INTEGER,
  clients INTEGER,
  PRIMARY KEY (practitioner, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE approach (
  practitioner INTEGER NOT NULL REFERENCES practitioner (seq),
  ordinal INTEGER NOT NULL,
  approach TEXT NOT NULL,
  PRIMARY KEY (practitioner, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE population (
  practitioner INTEGER NOT NULL REFERENCES practitioner (seq),
  ordinal INTEGER NOT NULL,
  population TEXT NOT NULL,
  PRIMARY KEY (practitioner, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE language (
  practitioner INTEGER NOT NULL REFERENCES practitioner (seq),
  ordinal INTEGER NOT NULL,
  language TEXT NOT NULL,
  PRIMARY KEY (practitioner, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE fee_line (
  practitioner INTEGER NOT NULL REFERENCES practitioner (seq),
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind = 'session' OR kind = 'first_visit' OR kind = 'package' OR kind = 'concession'),
  label TEXT NOT NULL,
  price_minor INTEGER NOT NULL CHECK (price_minor >= 0),
  currency TEXT NOT NULL,
  minutes INTEGER,
  sessions INTEGER NOT NULL,
  sliding_scale INTEGER CHECK (sliding_scale IN (0, 1)),
  PRIMARY KEY (practitioner, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE review (
  practitioner INTEGER NOT NULL REFERENCES practitioner (seq),
  ordinal INTEGER NOT NULL,
  id INTEGER NOT NULL,
  origin TEXT NOT NULL CHECK (origin = 'invited' OR origin = 'open'),
  state TEXT NOT NULL CHECK (state = 'published' OR state = 'pending' OR state = 'rejected'),
  stars INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 5),
  published_at INTEGER NOT NULL,
  reviewer TEXT NOT NULL,             -- opaque; private
  claimed INTEGER NOT NULL CHECK (claimed IN (0, 1)),
  PRIMARY KEY (practitioner, ordinal)
) STRICT, WITHOUT ROWID;

-- Apart from the stars, so that loading the directory does not read through every client's words.
CREATE TABLE review_text (
  practitioner INTEGER NOT NULL,
  review INTEGER NOT NULL,
  words TEXT NOT NULL,
  reply TEXT NOT NULL,
  PRIMARY KEY (practitioner, review),
  FOREIGN KEY (practitioner, review) REFERENCES review (practitioner, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE review_condition (
  practitioner INTEGER NOT NULL,
  review INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  condition TEXT NOT NULL,
  PRIMARY KEY (practitioner, review, ordinal),
  FOREIGN KEY (practitioner, review) REFERENCES review (practitioner, ordinal)
) STRICT, WITHOUT ROWID;

-- What was committed, in order: the index and partners follow it.
CREATE TABLE change (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  practitioner INTEGER NOT NULL,      -- id, not seq: it is told to others
  kind TEXT NOT NULL CHECK (kind = 'registered' OR kind = 'edited' OR kind = 'withdrawn'),
  at INTEGER NOT NULL
) STRICT;

-- The registries that administrators edit. `position` keeps the order in which rows came.

CREATE TABLE accreditor (
  position INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  website TEXT NOT NULL,
  source TEXT NOT NULL,
  read_on INTEGER
) STRICT;

CREATE TABLE school (
  position INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  website TEXT NOT NULL,
  source TEXT NOT NULL,
  read_on INTEGER
) STRICT;

CREATE TABLE school_accreditation (
  school TEXT NOT NULL REFERENCES school (key),
  ordinal INTEGER NOT NULL,
  accreditor TEXT NOT NULL REFERENCES accreditor (key),
  from_date INTEGER,
  until_date INTEGER,
  PRIMARY KEY (school, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE school_standing (
  school TEXT NOT NULL REFERENCES school (key),
  ordinal INTEGER NOT NULL,
  standing TEXT NOT NULL CHECK (standing = 'active' OR standing = 'closed' OR standing = 'sanctioned'),
  from_date INTEGER,
  reason TEXT NOT NULL,
  PRIMARY KEY (school, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE issuer (
  position INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  register_url TEXT NOT NULL,
  website TEXT NOT NULL,
  source TEXT NOT NULL,
  read_on INTEGER
) STRICT;

CREATE TABLE credential_type (
  position INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,           -- issuer:code:version
  issuer TEXT NOT NULL REFERENCES issuer (key),
  code TEXT NOT NULL,
  version TEXT NOT NULL,
  name TEXT NOT NULL,
  letters TEXT NOT NULL,
  field TEXT NOT NULL CHECK (field = 'cst' OR field = 'massage' OR field = 'other'),
  required_hours INTEGER,
  renewal_months INTEGER,
  renewal_note TEXT NOT NULL,
  freshness_days INTEGER NOT NULL,
  where_to_check TEXT NOT NULL,
  source TEXT NOT NULL,
  read_on INTEGER,
  UNIQUE (issuer, code, version)
) STRICT;

CREATE TABLE recognition (
  credential_type TEXT NOT NULL REFERENCES credential_type (key),
  ordinal INTEGER NOT NULL,
  accreditor TEXT NOT NULL REFERENCES accreditor (key),
  from_date INTEGER,
  until_date INTEGER,
  PRIMARY KEY (credential_type, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE jurisdiction (
  position INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  time_zone TEXT NOT NULL
) STRICT;

CREATE TABLE jurisdiction_rule (
  position INTEGER PRIMARY KEY,
  jurisdiction TEXT NOT NULL REFERENCES jurisdiction (key),
  profession TEXT NOT NULL,
  regulation TEXT NOT NULL
    CHECK (regulation = 'unknown' OR regulation = 'licensed' OR regulation = 'registered' OR
           regulation = 'voluntary' OR regulation = 'exempt' OR regulation = 'none'),
  note TEXT NOT NULL,
  source TEXT NOT NULL,
  read_on INTEGER,
  UNIQUE (jurisdiction, profession)
) STRICT;

-- Made once per database: the key that seals cursors, the key of the monthly order.
CREATE TABLE secret (
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL CHECK (length(value) = 32)
) STRICT, WITHOUT ROWID;
