-- Complaints and reports. Who complains anonymously leaves no id and no address here, in the ledger or among the kept commands.
CREATE SEQUENCE compliance.complaint_numbers;
GRANT USAGE ON SEQUENCE compliance.complaint_numbers TO pinchang_app;

CREATE TABLE compliance.complaints
(
    id                 uuid PRIMARY KEY,
    agency_id          uuid        NOT NULL REFERENCES organisations.agencies,
    number             text        NOT NULL UNIQUE,
    submission_key     uuid        NOT NULL UNIQUE,
    -- A keyed hash of the person, or of the address and the day: counts, and leads back to nobody.
    mark               bytea       NOT NULL,
    kind               text        NOT NULL,
    subject_kind       text        NOT NULL,
    subject_id         uuid,
    subject_name       text,
    subject_is_public  boolean     NOT NULL,
    excerpt            text,
    employer_id        uuid REFERENCES organisations.employers,
    service_id         uuid,
    page               text,
    text               text        NOT NULL,
    complainant_id     uuid REFERENCES accounts.users,
    complainant_name   text,
    sealed_contact     bytea,
    contact_masked     text,
    state              text        NOT NULL
        CHECK (state IN ('Submitted', 'Accepted', 'Answered', 'Closed', 'NotAccepted', 'Merged', 'Withdrawn')),
    round              integer     NOT NULL CHECK (round IN (1, 2)),
    submitted_at       timestamptz NOT NULL,
    due_at             timestamptz,
    answer_by          timestamptz NOT NULL,
    handler_id         uuid REFERENCES accounts.users,
    former_handler_id  uuid REFERENCES accounts.users,
    recused_ids        uuid[]      NOT NULL,
    escalations        integer     NOT NULL,
    escalated_at       timestamptz,
    outcome            text,
    answer             text,
    answered_at        timestamptz,
    bad_faith          boolean     NOT NULL,
    rating             integer CHECK (rating BETWEEN 1 AND 5),
    rating_remark      text,
    merged_into_id     uuid REFERENCES compliance.complaints,
    closed_at          timestamptz,
    CHECK ((due_at IS NOT NULL) = (state IN ('Submitted', 'Accepted'))),
    CHECK ((sealed_contact IS NULL) = (contact_masked IS NULL)),
    CHECK (complainant_id IS NULL OR complainant_name IS NOT NULL),
    CHECK ((merged_into_id IS NULL) = (state <> 'Merged')),
    CHECK ((answer IS NULL) = (outcome IS NULL)),
    CHECK (state NOT IN ('Answered', 'Closed') OR answer IS NOT NULL)
);
CREATE INDEX ON compliance.complaints (agency_id, state, due_at);
CREATE INDEX ON compliance.complaints (mark, submitted_at);
CREATE INDEX ON compliance.complaints (complainant_id) WHERE complainant_id IS NOT NULL;
CREATE INDEX ON compliance.complaints (subject_id) WHERE subject_id IS NOT NULL;
CREATE INDEX ON compliance.complaints (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX ON compliance.complaints (employer_id) WHERE employer_id IS NOT NULL;
CREATE INDEX ON compliance.complaints (handler_id) WHERE handler_id IS NOT NULL;
CREATE INDEX ON compliance.complaints (former_handler_id) WHERE former_handler_id IS NOT NULL;
CREATE INDEX ON compliance.complaints (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX ON compliance.complaints (answered_at) WHERE state = 'Answered';

CREATE TABLE compliance.complaint_entries
(
    id             uuid PRIMARY KEY,
    complaint_id   uuid        NOT NULL REFERENCES compliance.complaints,
    step           text        NOT NULL,
    at             timestamptz NOT NULL,
    staff_id       uuid REFERENCES accounts.users,
    by_complainant boolean     NOT NULL,
    text           text,
    CHECK (NOT by_complainant OR staff_id IS NULL)
);
CREATE INDEX ON compliance.complaint_entries (complaint_id, at);
CREATE INDEX ON compliance.complaint_entries (staff_id) WHERE staff_id IS NOT NULL;

CREATE TABLE compliance.complaint_files
(
    id           uuid PRIMARY KEY,
    complaint_id uuid        NOT NULL REFERENCES compliance.complaints,
    name         text        NOT NULL,
    content_type text        NOT NULL,
    size         bigint      NOT NULL,
    sha256       bytea       NOT NULL,
    location     text        NOT NULL,
    added_at     timestamptz NOT NULL
);
CREATE INDEX ON compliance.complaint_files (complaint_id);

REVOKE DELETE, TRUNCATE ON compliance.complaints FROM pinchang_app;
REVOKE UPDATE, DELETE, TRUNCATE ON compliance.complaint_entries, compliance.complaint_files FROM pinchang_app;
