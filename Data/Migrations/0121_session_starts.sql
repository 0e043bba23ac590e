-- A crowd starts within seconds. Each start is one narrow row, durable before its key is given out; a worker turns it a little later into
-- the fact that it is, with its line in the ledger, and takes it from here. Whoever wakes a session reads both.
CREATE TABLE exams.session_starts
(
    session_id uuid PRIMARY KEY,
    number     integer     NOT NULL,
    epoch      integer     NOT NULL,
    at         timestamptz NOT NULL,
    actor_id   uuid
);
REVOKE UPDATE, TRUNCATE ON exams.session_starts FROM pinchang_app;
