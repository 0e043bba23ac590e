-- EX-7.5: an exam project was never over for the ledger, so that no month that spoke of one could ever go. It is over when its last sitting
-- and its last published result are.
CREATE OR REPLACE VIEW compliance.service_ends AS
SELECT id AS service_id, ended_at FROM live.sessions WHERE ended_at IS NOT NULL
UNION ALL
SELECT id, coalesce(ended_at, closes_at) FROM fairs.fairs WHERE state <> 'Draft' AND coalesce(ended_at, closes_at) < now()
UNION ALL
SELECT project_id, greatest(sat_until, public_until) FROM (
    SELECT notice.project_id, max(notice.public_until) AS public_until,
           (SELECT max(sitting.ends_at + sitting.extra_seconds * interval '1 second') FROM exams.sittings AS sitting
            WHERE sitting.project_id = notice.project_id AND sitting.state <> 'Cancelled') AS sat_until
    FROM exams.score_notices AS notice GROUP BY notice.project_id HAVING bool_and(notice.published_at IS NOT NULL)) AS project
WHERE greatest(sat_until, public_until) < now()
  AND NOT EXISTS (SELECT FROM exams.sessions AS session WHERE session.project_id = project.project_id AND session.end_kind IS NULL);
