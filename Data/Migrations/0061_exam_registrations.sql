-- Registrations. An identity number lies sealed under the master key; its keyed hash tells whether two are the same person's.

-- Kinds of files are the names of one enum; what each may be is Domain/Files/FileLimits.cs.
ALTER TABLE files.uploads DROP CONSTRAINT uploads_kind_check;

CREATE TABLE exams.acknowledgements
(
    project_id       uuid        NOT NULL REFERENCES exams.projects,
    candidate_id     uuid        NOT NULL REFERENCES accounts.users,
    notice_version   integer     NOT NULL,
    pledge_version   integer     NOT NULL,
    notice_read_at   timestamptz NOT NULL,
    pledge_signed_at timestamptz NOT NULL,
    signed_name      text        NOT NULL,
    PRIMARY KEY (project_id, candidate_id, notice_version, pledge_version, pledge_signed_at),
    FOREIGN KEY (project_id, notice_version) REFERENCES exams.notices
);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.acknowledgements FROM pinchang_app;

-- The form that a candidate need not fill in again.
CREATE TABLE exams.kept_forms
(
    candidate_id    uuid PRIMARY KEY REFERENCES accounts.users,
    form            jsonb       NOT NULL,
    sealed_identity bytea       NOT NULL,
    photo_file_id   uuid REFERENCES files.uploads,
    updated_at      timestamptz NOT NULL
);

CREATE TABLE exams.registrations
(
    id                uuid PRIMARY KEY,
    agency_id         uuid        NOT NULL REFERENCES organisations.agencies,
    project_id        uuid        NOT NULL REFERENCES exams.projects,
    position_id       uuid        NOT NULL REFERENCES exams.positions,
    candidate_id      uuid        NOT NULL REFERENCES accounts.users,
    candidate_name    text        NOT NULL,
    identity_key      bytea       NOT NULL,
    sealed_identity   bytea       NOT NULL,
    masked_identity   text        NOT NULL,
    form              jsonb       NOT NULL,
    photo_file_id     uuid REFERENCES files.uploads,
    notice_version    integer     NOT NULL,
    pledge_version    integer     NOT NULL,
    notice_read_at    timestamptz NOT NULL,
    pledge_signed_at  timestamptz NOT NULL,
    state             text        NOT NULL CHECK (state IN ('Submitted', 'SupplementAsked', 'Approved', 'Refused', 'Withdrawn')),
    revision          integer     NOT NULL,
    step_count        integer     NOT NULL,
    submitted_at      timestamptz NOT NULL,
    claimed_by        uuid REFERENCES accounts.users,
    claimed_until     timestamptz,
    decided_at        timestamptz,
    decided_by        uuid REFERENCES accounts.users,
    decision_reason   text,
    told_at           timestamptz,
    held_messages     uuid[]      NOT NULL,
    supplement_due_at timestamptz,
    ticket_number     text UNIQUE,
    ticket_issued_at  timestamptz,
    withdrawn_at      timestamptz,
    FOREIGN KEY (project_id, notice_version) REFERENCES exams.notices,
    CHECK (state NOT IN ('SupplementAsked', 'Refused') OR decision_reason IS NOT NULL),
    CHECK (ticket_number IS NULL OR state = 'Approved')
);
-- One position per project, for an account and for an identity number.
CREATE UNIQUE INDEX ON exams.registrations (project_id, candidate_id) WHERE state <> 'Withdrawn';
CREATE UNIQUE INDEX ON exams.registrations (project_id, identity_key) WHERE state <> 'Withdrawn';
CREATE INDEX ON exams.registrations (project_id, state, submitted_at);
CREATE INDEX ON exams.registrations (candidate_id, submitted_at DESC);
CREATE INDEX ON exams.registrations (position_id);
CREATE INDEX ON exams.registrations (photo_file_id);
REVOKE DELETE, TRUNCATE ON exams.registrations FROM pinchang_app;

-- What happened to a registration, with the form as it was sent each time.
CREATE TABLE exams.registration_steps
(
    registration_id uuid        NOT NULL REFERENCES exams.registrations,
    number          integer     NOT NULL,
    kind            text        NOT NULL,
    at              timestamptz NOT NULL,
    actor_id        uuid        NOT NULL,
    text            text,
    form            jsonb,
    position_id     uuid,
    PRIMARY KEY (registration_id, number)
);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.registration_steps FROM pinchang_app;

-- Who took candidates' data out, and what for.
CREATE TABLE exams.exports
(
    id         uuid PRIMARY KEY,
    agency_id  uuid        NOT NULL REFERENCES organisations.agencies,
    project_id uuid        NOT NULL REFERENCES exams.projects,
    by         uuid        NOT NULL REFERENCES accounts.users,
    at         timestamptz NOT NULL,
    reason     text        NOT NULL,
    rows       integer     NOT NULL,
    unmasked   boolean     NOT NULL
);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.exports FROM pinchang_app;
