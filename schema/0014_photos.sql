-- Pictures of people, one each; their bytes lie by digest in the folder beside the database.
CREATE TABLE photo (
  practitioner INTEGER PRIMARY KEY,   -- id, not seq
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  media_type TEXT NOT NULL CHECK (media_type = 'image/png' OR media_type = 'image/jpeg'),
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  stored INTEGER NOT NULL,
  actor TEXT NOT NULL                 -- who brought it
) STRICT;
CREATE INDEX photo_sha256 ON photo (sha256);
