-- What was kept about a record beside it stayed with its id when it was merged into another one, where nobody found it
-- again. It goes where the record went, as merges now move it; a question that waited for the old listing ends.
CREATE TEMP TABLE went AS
  WITH RECURSIVE step (id, into_id) AS (
    SELECT id, into_id FROM merged
    UNION SELECT s.id, m.into_id FROM step s JOIN merged m ON m.id = s.into_id)
  -- Where the kept one is forgotten already, the old id waits to be forgotten with all that is its own.
  SELECT id, into_id FROM step WHERE into_id NOT IN (SELECT id FROM merged) AND
    into_id NOT IN (SELECT practitioner FROM erasure);
UPDATE mailed_link SET practitioner = (SELECT into_id FROM went WHERE id = practitioner)
  WHERE purpose = 'review' AND practitioner IN (SELECT id FROM went);
UPDATE verification_detail SET practitioner = (SELECT into_id FROM went WHERE id = practitioner)
  WHERE practitioner IN (SELECT id FROM went);
UPDATE standing_note SET practitioner = (SELECT into_id FROM went WHERE id = practitioner)
  WHERE practitioner IN (SELECT id FROM went);
UPDATE pending_revocation SET practitioner = (SELECT into_id FROM went WHERE id = practitioner)
  WHERE practitioner IN (SELECT id FROM went);
UPDATE work_item SET practitioner = (SELECT into_id FROM went WHERE id = practitioner)
  WHERE practitioner IN (SELECT id FROM went);
UPDATE OR IGNORE sanction_looked_at SET practitioner = (SELECT into_id FROM went WHERE id = practitioner)
  WHERE practitioner IN (SELECT id FROM went);
UPDATE OR IGNORE expiry_reminder SET practitioner = (SELECT into_id FROM went WHERE id = practitioner)
  WHERE practitioner IN (SELECT id FROM went);
UPDATE review_invitation SET practitioner = (SELECT into_id FROM went WHERE id = practitioner)
  WHERE practitioner IN (SELECT id FROM went);
UPDATE review_note SET practitioner = (SELECT into_id FROM went WHERE id = practitioner)
  WHERE practitioner IN (SELECT id FROM went);
UPDATE digest_line SET practitioner = (SELECT into_id FROM went WHERE id = practitioner)
  WHERE practitioner IN (SELECT id FROM went);
UPDATE OR IGNORE photo SET practitioner = (SELECT into_id FROM went WHERE id = practitioner)
  WHERE practitioner IN (SELECT id FROM went);
UPDATE report SET practitioner = (SELECT into_id FROM went WHERE id = practitioner)
  WHERE practitioner IN (SELECT id FROM went);
DELETE FROM consent WHERE practitioner IN (SELECT id FROM went);
DROP TABLE went;

-- Who was asked as a draft was told that without an answer nobody sees them: that is remembered from now on, and here
-- for those whose question still waits.
INSERT OR IGNORE INTO consent (practitioner, step, since, asked)
  SELECT l.practitioner, 'unlisted', max(l.expires) - 60 * 86400, max(l.expires) - 60 * 86400
  FROM mailed_link l JOIN practitioner p ON p.id = l.practitioner
  WHERE l.purpose = 'confirm_listing' AND l.used IS NULL AND p.listing = 'draft' GROUP BY l.practitioner;
