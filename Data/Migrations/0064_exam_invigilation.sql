-- What is seen, heard and said around the sessions of a sitting. Nothing here is ever changed or taken back.

-- One recorder from start to stop; the bytes of its pieces lie in the piece store under location.
CREATE TABLE exams.recording_runs
(
    id           uuid PRIMARY KEY,
    session_id   uuid        NOT NULL REFERENCES exams.sessions,
    track        text        NOT NULL CHECK (track IN ('Camera', 'Screen')),
    content_type text        NOT NULL CHECK (content_type IN ('video/webm', 'video/mp4')),
    location     text        NOT NULL UNIQUE,
    begun_at     timestamptz NOT NULL
);
CREATE INDEX ON exams.recording_runs (session_id, begun_at);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.recording_runs FROM pinchang_app;

-- A chain: each piece names the hash of the one before it.
CREATE TABLE exams.recording_pieces
(
    run_id        uuid        NOT NULL REFERENCES exams.recording_runs,
    number        integer     NOT NULL CHECK (number >= 0),
    session_id    uuid        NOT NULL,
    track         text        NOT NULL,
    position      bigint      NOT NULL CHECK (position >= 0),
    length        integer     NOT NULL CHECK (length > 0),
    hash          bytea       NOT NULL CHECK (length(hash) = 32),
    previous_hash bytea CHECK (length(previous_hash) = 32),
    begins_at     timestamptz NOT NULL,
    duration      integer     NOT NULL,
    received_at   timestamptz NOT NULL,
    PRIMARY KEY (run_id, number),
    CHECK ((number = 0) = (previous_hash IS NULL))
);
CREATE INDEX ON exams.recording_pieces (session_id, track, received_at DESC);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.recording_pieces FROM pinchang_app;

CREATE TABLE exams.stills
(
    session_id uuid        NOT NULL REFERENCES exams.sessions,
    id         uuid        NOT NULL,
    at         timestamptz NOT NULL,
    location   text        NOT NULL,
    position   bigint      NOT NULL CHECK (position >= 0),
    length     integer     NOT NULL CHECK (length > 0),
    sha256     bytea       NOT NULL,
    PRIMARY KEY (session_id, id)
);
CREATE INDEX ON exams.stills (session_id, at DESC);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.stills FROM pinchang_app;

CREATE TABLE exams.session_events
(
    id          uuid PRIMARY KEY,
    session_id  uuid        NOT NULL REFERENCES exams.sessions,
    kind        text        NOT NULL,
    weight      text        NOT NULL CHECK (weight IN ('Note', 'Raised', 'Serious')),
    at          timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    detail      text,
    still_id    uuid
);
CREATE INDEX ON exams.session_events (session_id, at);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.session_events FROM pinchang_app;

-- A machine raises; a person decides, once.
CREATE TABLE exams.event_decisions
(
    event_id   uuid PRIMARY KEY REFERENCES exams.session_events,
    verdict    text        NOT NULL CHECK (verdict IN ('Harmless', 'Reminded', 'Noted', 'Misconduct')),
    reason     text,
    decided_by uuid        NOT NULL REFERENCES accounts.users,
    decided_at timestamptz NOT NULL,
    CHECK (verdict = 'Harmless' OR reason IS NOT NULL)
);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.event_decisions FROM pinchang_app;

-- Without a session it is for all of the sitting.
CREATE TABLE exams.invigilator_messages
(
    id         uuid PRIMARY KEY,
    sitting_id uuid        NOT NULL REFERENCES exams.sittings,
    session_id uuid REFERENCES exams.sessions,
    text       text        NOT NULL,
    sent_by    uuid        NOT NULL REFERENCES accounts.users,
    sent_at    timestamptz NOT NULL
);
CREATE INDEX ON exams.invigilator_messages (sitting_id, sent_at);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.invigilator_messages FROM pinchang_app;

CREATE TABLE exams.message_receipts
(
    message_id uuid        NOT NULL REFERENCES exams.invigilator_messages,
    session_id uuid        NOT NULL REFERENCES exams.sessions,
    read_at    timestamptz NOT NULL,
    PRIMARY KEY (message_id, session_id)
);
CREATE INDEX ON exams.message_receipts (session_id);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.message_receipts FROM pinchang_app;

-- What the second person of a termination said (EX-6.3-viol).
CREATE TABLE exams.termination_confirmations
(
    session_id uuid PRIMARY KEY REFERENCES exams.sessions,
    person_id  uuid        NOT NULL REFERENCES accounts.users,
    agreed     boolean     NOT NULL,
    reason     text,
    at         timestamptz NOT NULL,
    CHECK (agreed OR reason IS NOT NULL)
);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.termination_confirmations FROM pinchang_app;

-- Who of the staff looked at what of a candidate.
CREATE TABLE exams.evidence_views
(
    id         uuid PRIMARY KEY,
    session_id uuid        NOT NULL REFERENCES exams.sessions,
    viewer_id  uuid        NOT NULL REFERENCES accounts.users,
    part       text        NOT NULL CHECK (part IN ('Recording', 'Live', 'Identity')),
    subject_id uuid        NOT NULL,
    at         timestamptz NOT NULL
);
CREATE INDEX ON exams.evidence_views (session_id, at);
CREATE INDEX ON exams.evidence_views (viewer_id, subject_id, at);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.evidence_views FROM pinchang_app;
