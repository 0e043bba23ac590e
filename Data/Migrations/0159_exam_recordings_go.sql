-- What was filmed of a person goes with its term: its bytes are removed, and the hashes, times and lengths stay.
CREATE TABLE exams.forgotten_evidence
(
    location   text PRIMARY KEY,
    session_id uuid        NOT NULL REFERENCES exams.sessions,
    at         timestamptz NOT NULL
);
CREATE INDEX ON exams.forgotten_evidence (session_id);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.forgotten_evidence FROM pinchang_app;
