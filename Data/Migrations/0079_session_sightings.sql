-- When a candidate was last heard of is written each minute: in a narrow row of its own, so that it neither rewrites the session's wide
-- row and its indexes nor stands in the way of whoever writes what matters.
CREATE TABLE exams.session_sightings
(
    session_id uuid PRIMARY KEY REFERENCES exams.sessions,
    -- Roughly: to measure an outage that a crash of the server ended.
    seen_at    timestamptz NOT NULL
) WITH (fillfactor = 70);
INSERT INTO exams.session_sightings (session_id, seen_at)
SELECT id, seen_at FROM exams.sessions WHERE seen_at IS NOT NULL;
REVOKE DELETE, TRUNCATE ON exams.session_sightings FROM pinchang_app;
ALTER TABLE exams.sessions DROP COLUMN seen_at;

-- Entry, start and hand-in change a row that has no room left otherwise.
ALTER TABLE exams.sessions SET (fillfactor = 70);

-- What came late is a handful among millions.
CREATE INDEX ON exams.answers (session_id) WHERE standing <> 'Counted';
