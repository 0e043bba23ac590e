-- Results: what two scorers agreed on, the notices made of it, what each candidate was told, and re-checks.

CREATE TABLE exams.score_notices
(
    id                     uuid PRIMARY KEY,
    agency_id              uuid        NOT NULL REFERENCES organisations.agencies,
    project_id             uuid        NOT NULL REFERENCES exams.projects,
    version                integer     NOT NULL,
    fingerprint            text        NOT NULL,
    assembled_by           uuid        NOT NULL REFERENCES accounts.users,
    assembled_at           timestamptz NOT NULL,
    state                  text        NOT NULL CHECK (state IN ('Assembled', 'Confirmed', 'Published', 'TakenDown', 'Superseded')),
    confirmed_by           text,
    confirmation_reference text,
    confirmed_at           timestamptz,
    published_by           uuid REFERENCES accounts.users,
    published_at           timestamptz,
    public_until           timestamptz,
    recheck_until          timestamptz,
    taken_down_at          timestamptz,
    taken_down_reason      text,
    UNIQUE (project_id, version),
    -- Whatever the application believes: nothing is published that nobody confirmed (EX-6.3-result).
    CHECK (published_at IS NULL OR (confirmed_at IS NOT NULL AND public_until > published_at))
);
CREATE UNIQUE INDEX ON exams.score_notices (project_id) WHERE state IN ('Assembled', 'Confirmed');
CREATE UNIQUE INDEX ON exams.score_notices (project_id) WHERE state = 'Published';
REVOKE UPDATE, DELETE, TRUNCATE ON exams.score_notices FROM pinchang_app;
GRANT UPDATE (state, confirmed_by, confirmation_reference, confirmed_at, published_by, published_at, public_until, recheck_until, taken_down_at, taken_down_reason)
    ON exams.score_notices TO pinchang_app;

CREATE TABLE exams.scores
(
    notice_id       uuid    NOT NULL REFERENCES exams.score_notices,
    registration_id uuid    NOT NULL,
    candidate_id    uuid    NOT NULL REFERENCES accounts.users,
    ticket_number   text    NOT NULL,
    name            text    NOT NULL,
    position        text    NOT NULL,
    standing        text    NOT NULL CHECK (standing IN ('Scored', 'Absent', 'Void')),
    parts           jsonb   NOT NULL,
    total           numeric(8, 2) CHECK (total >= 0),
    rank            integer,
    ranked_of       integer NOT NULL,
    PRIMARY KEY (notice_id, registration_id),
    CHECK ((standing = 'Scored') = (total IS NOT NULL))
);
CREATE UNIQUE INDEX ON exams.scores (notice_id, ticket_number);
CREATE INDEX ON exams.scores (registration_id);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.scores FROM pinchang_app;

-- Each run of the second scorer with what it found, also those that stopped a release.
CREATE TABLE exams.score_checks
(
    id          uuid PRIMARY KEY,
    agency_id   uuid        NOT NULL REFERENCES organisations.agencies,
    project_id  uuid        NOT NULL REFERENCES exams.projects,
    checked_by  uuid        NOT NULL REFERENCES accounts.users,
    checked_at  timestamptz NOT NULL,
    scripts     integer     NOT NULL,
    parts       integer     NOT NULL,
    differences jsonb       NOT NULL
);
CREATE INDEX ON exams.score_checks (project_id, checked_at DESC);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.score_checks FROM pinchang_app;

-- Proof of sending, per person: which message told whom of which notice.
CREATE TABLE exams.score_deliveries
(
    notice_id       uuid NOT NULL REFERENCES exams.score_notices,
    registration_id uuid NOT NULL,
    message_id      uuid NOT NULL UNIQUE,
    FOREIGN KEY (notice_id, registration_id) REFERENCES exams.scores,
    PRIMARY KEY (notice_id, registration_id, message_id)
);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.score_deliveries FROM pinchang_app;

CREATE TABLE exams.rechecks
(
    id              uuid PRIMARY KEY,
    agency_id       uuid        NOT NULL REFERENCES organisations.agencies,
    notice_id       uuid        NOT NULL,
    registration_id uuid        NOT NULL,
    reason          text        NOT NULL,
    requested_at    timestamptz NOT NULL,
    state           text        NOT NULL CHECK (state IN ('Requested', 'Upheld', 'Corrected')),
    answer          text,
    answered_by     uuid REFERENCES accounts.users,
    answered_at     timestamptz,
    FOREIGN KEY (notice_id, registration_id) REFERENCES exams.scores,
    UNIQUE (notice_id, registration_id),
    CHECK ((state = 'Requested') = (answer IS NULL))
);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.rechecks FROM pinchang_app;
GRANT UPDATE (state, answer, answered_by, answered_at) ON exams.rechecks TO pinchang_app;
