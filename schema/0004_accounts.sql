-- Who may work on the directory, and what lets them in. Passwords are kept as argon2id hashes; sessions, tokens and
-- recovery codes by digest alone, so that a copy of the database opens nothing.
CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL CHECK (version > 0),
  mail TEXT NOT NULL UNIQUE,            -- folded to lower case
  name TEXT NOT NULL,
  roles INTEGER NOT NULL,               -- bits in the order of domain::Role
  password_hash TEXT NOT NULL,          -- empty: none set yet
  totp_secret BLOB NOT NULL,            -- empty: no second factor
  totp_confirmed INTEGER NOT NULL CHECK (totp_confirmed IN (0, 1)),
  totp_last_step INTEGER NOT NULL,      -- a code is taken once
  disabled INTEGER NOT NULL CHECK (disabled IN (0, 1)),
  created INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
  id INTEGER PRIMARY KEY,
  token_hash BLOB NOT NULL UNIQUE,
  account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  created INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  second_factor INTEGER NOT NULL CHECK (second_factor IN (0, 1)),
  address TEXT NOT NULL,
  agent TEXT NOT NULL
) STRICT;
CREATE INDEX session_by_account ON session (account);

CREATE TABLE api_token (
  id INTEGER PRIMARY KEY,
  token_hash BLOB NOT NULL UNIQUE,
  account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  roles INTEGER NOT NULL,               -- its scope
  created INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  last_used INTEGER
) STRICT;
CREATE INDEX api_token_by_account ON api_token (account);

CREATE TABLE recovery_code (
  account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  code_hash BLOB NOT NULL,
  PRIMARY KEY (account, code_hash)
) STRICT, WITHOUT ROWID;
