-- Sittings, the sessions of their candidates, and everything that was answered in them.

CREATE TABLE exams.sittings
(
    id                      uuid PRIMARY KEY,
    agency_id               uuid        NOT NULL REFERENCES organisations.agencies,
    project_id              uuid        NOT NULL REFERENCES exams.projects,
    paper_id                uuid        NOT NULL,
    name                    text        NOT NULL,
    state                   text        NOT NULL CHECK (state IN ('Planned', 'Cancelled')),
    opens_at                timestamptz NOT NULL,
    starts_at               timestamptz NOT NULL,
    ends_at                 timestamptz NOT NULL,
    latest_entry_at         timestamptz NOT NULL,
    earliest_hand_in_at     timestamptz NOT NULL,
    grace_seconds           integer     NOT NULL CHECK (grace_seconds BETWEEN 0 AND 3600),
    -- Granted to everybody, on top of ends_at. Only ever grows.
    extra_seconds           integer     NOT NULL CHECK (extra_seconds >= 0),
    settings                jsonb       NOT NULL,
    created_by              uuid        NOT NULL REFERENCES accounts.users,
    created_at              timestamptz NOT NULL,
    CHECK (opens_at <= starts_at AND starts_at < ends_at),
    CHECK (latest_entry_at > starts_at AND latest_entry_at <= ends_at),
    CHECK (earliest_hand_in_at <= ends_at)
);
CREATE INDEX ON exams.sittings (project_id, starts_at);
CREATE INDEX ON exams.sittings (starts_at);

-- Why everybody got more time.
CREATE TABLE exams.sitting_extensions
(
    id         uuid PRIMARY KEY,
    sitting_id uuid        NOT NULL REFERENCES exams.sittings,
    seconds    integer     NOT NULL CHECK (seconds > 0),
    reason     text        NOT NULL,
    granted_by uuid        NOT NULL REFERENCES accounts.users,
    granted_at timestamptz NOT NULL
);
CREATE INDEX ON exams.sitting_extensions (sitting_id);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.sitting_extensions FROM pinchang_app;

-- One candidate in one sitting. What the session's grain knows is kept whole in standing; beside it what queries ask for.
CREATE TABLE exams.sessions
(
    id              uuid PRIMARY KEY,
    agency_id       uuid        NOT NULL REFERENCES organisations.agencies,
    project_id      uuid        NOT NULL REFERENCES exams.projects,
    sitting_id      uuid        NOT NULL REFERENCES exams.sittings,
    paper_id        uuid        NOT NULL,
    registration_id uuid        NOT NULL,
    candidate_id    uuid        NOT NULL REFERENCES accounts.users,
    candidate_name  text        NOT NULL,
    ticket_number   text        NOT NULL,
    seat            text,
    -- The order of questions and options follows from the seed, and is stored as it was drawn.
    seed            text        NOT NULL,
    draw            jsonb       NOT NULL,
    state           text        NOT NULL CHECK (state IN ('Arranged', 'Entered', 'Started', 'HandedIn', 'Terminated', 'Absent')),
    end_kind        text CHECK (end_kind IN ('ByCandidate', 'AtDeadline', 'Terminated', 'Absent')),
    epoch           integer     NOT NULL,
    started_at      timestamptz,
    ended_at        timestamptz,
    extra_seconds   integer     NOT NULL CHECK (extra_seconds >= 0),
    receipt_code    text,
    receipt_sha256  text,
    standing        jsonb       NOT NULL,
    -- Roughly: to measure an outage that a crash of the server ended.
    seen_at         timestamptz,
    -- A worker has taken it up to hand in for the absent.
    claimed_until   timestamptz,
    arranged_at     timestamptz NOT NULL,
    CHECK ((end_kind IS NULL) = (state IN ('Arranged', 'Entered', 'Started'))),
    CHECK ((receipt_sha256 IS NULL) = (end_kind IS NULL OR end_kind = 'Absent')),
    UNIQUE (sitting_id, registration_id)
);
CREATE INDEX ON exams.sessions (candidate_id, id DESC);
CREATE INDEX ON exams.sessions (project_id);
CREATE INDEX ON exams.sessions (sitting_id) WHERE end_kind IS NULL;
CREATE UNIQUE INDEX ON exams.sessions (sitting_id, ticket_number);
-- What it was arranged as, it stays.
REVOKE UPDATE, DELETE, TRUNCATE ON exams.sessions FROM pinchang_app;
GRANT UPDATE (state, end_kind, epoch, started_at, ended_at, extra_seconds, receipt_code, receipt_sha256, standing, seen_at, claimed_until)
    ON exams.sessions TO pinchang_app;

-- The activation that owns a session: each write joins this row FOR SHARE, so that one that was overtaken cannot write.
CREATE TABLE exams.session_writers
(
    session_id uuid PRIMARY KEY REFERENCES exams.sessions,
    writer     bigint NOT NULL
);

-- Each change of each answer as it was received. The first row of a number stays.
CREATE TABLE exams.answers
(
    session_id  uuid        NOT NULL,
    epoch       integer     NOT NULL,
    sequence    bigint      NOT NULL,
    question_id text        NOT NULL,
    response    jsonb       NOT NULL,
    marked      boolean     NOT NULL,
    client_at   timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    standing    text        NOT NULL CHECK (standing IN ('Counted', 'Overtaken', 'Late', 'AfterEnd')),
    PRIMARY KEY (session_id, epoch, sequence)
);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.answers FROM pinchang_app;

-- Late answers that a named officer let count.
CREATE TABLE exams.late_acceptances
(
    session_id uuid    NOT NULL,
    epoch      integer NOT NULL,
    sequence   bigint  NOT NULL,
    PRIMARY KEY (session_id, epoch, sequence),
    FOREIGN KEY (session_id, epoch, sequence) REFERENCES exams.answers
);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.late_acceptances FROM pinchang_app;

-- The newest answer of each question that counts: what a script is made from, read anew.
CREATE VIEW exams.counted_answers AS
SELECT DISTINCT ON (session_id, question_id)
       session_id, question_id, epoch, sequence, response, marked, received_at
FROM exams.answers AS answer
WHERE standing = 'Counted'
   OR (standing = 'Late' AND EXISTS (
        SELECT FROM exams.late_acceptances AS accepted
        WHERE (accepted.session_id, accepted.epoch, accepted.sequence) = (answer.session_id, answer.epoch, answer.sequence)))
ORDER BY session_id, question_id, epoch DESC, sequence DESC;
GRANT SELECT ON exams.counted_answers TO pinchang_app;

-- What happened in a session, apart from its answers.
CREATE TABLE exams.session_facts
(
    session_id uuid        NOT NULL,
    number     integer     NOT NULL,
    kind       text        NOT NULL,
    at         timestamptz NOT NULL,
    actor_id   uuid,
    body       jsonb       NOT NULL,
    PRIMARY KEY (session_id, number)
);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.session_facts FROM pinchang_app;

-- The canonical text of each hand-in, byte for byte what its hash is over (docs/adr/0008). A further version exists only where an
-- officer let late answers count, or where answers received in time were written after the server had handed in.
CREATE TABLE exams.hand_ins
(
    session_id uuid        NOT NULL,
    version    integer     NOT NULL,
    end_kind   text        NOT NULL,
    ended_at   timestamptz NOT NULL,
    code       text        NOT NULL,
    sha256     text        NOT NULL,
    answered   integer     NOT NULL,
    questions  integer     NOT NULL,
    canonical  text        NOT NULL,
    PRIMARY KEY (session_id, version)
);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.hand_ins FROM pinchang_app;

-- What is marked: the newest hand-in of each session.
CREATE VIEW exams.scripts AS
SELECT DISTINCT ON (session_id) session_id, version, end_kind, ended_at, code, sha256, answered, questions, canonical
FROM exams.hand_ins
ORDER BY session_id, version DESC;
GRANT SELECT ON exams.scripts TO pinchang_app;

-- Gaps in what was heard of a candidate while the exam ran.
CREATE TABLE exams.outages
(
    session_id     uuid        NOT NULL REFERENCES exams.sessions,
    from_at        timestamptz NOT NULL,
    to_at          timestamptz NOT NULL,
    by_server      boolean     NOT NULL,
    -- The command that gave the time back.
    compensated_by uuid,
    PRIMARY KEY (session_id, from_at),
    CHECK (from_at < to_at)
);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.outages FROM pinchang_app;
GRANT UPDATE (compensated_by) ON exams.outages TO pinchang_app;
