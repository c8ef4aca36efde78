-- When a check, and a certificate, was first written down here: a check may be entered weeks after it was made, and what
-- was known on a day is what had been written down by then. 0: not known.
ALTER TABLE verification ADD COLUMN recorded INTEGER NOT NULL DEFAULT 0;
UPDATE verification SET recorded = max(checked_at, coalesce(
  (SELECT d.recorded FROM verification_detail d WHERE d.verification = verification.id),
  (SELECT min(r.recorded) FROM roster r WHERE r.sha256 = verification.evidence_sha256 AND verification.method = 'roster'),
  checked_at));

-- Of a certificate that is on record already no more is known than since when its holder is.
ALTER TABLE credential ADD COLUMN recorded INTEGER NOT NULL DEFAULT 0;
UPDATE credential SET recorded = f.at FROM
  (SELECT p.seq, min(c.at) AS at FROM change c JOIN practitioner p ON p.id = c.practitioner GROUP BY p.seq) f
  WHERE f.seq = credential.practitioner;
