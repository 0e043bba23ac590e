-- Applications, with the résumé as it was sent, and who looked at them.

CREATE TABLE applications.applications
(
    id             uuid PRIMARY KEY,
    agency_id      uuid        NOT NULL REFERENCES organisations.agencies,
    employer_id    uuid        NOT NULL REFERENCES organisations.employers,
    job_id         uuid        NOT NULL,
    job_version    integer     NOT NULL,
    candidate_id   uuid        NOT NULL REFERENCES accounts.users,
    room_id        uuid,
    session_id     uuid,
    card_id        uuid,
    candidate_name text        NOT NULL,
    headline       text,
    resume         jsonb       NOT NULL,
    attachment_id  uuid REFERENCES files.uploads,
    message        text,
    state          text        NOT NULL CHECK (state IN ('Received', 'Viewed', 'Shortlisted', 'Declined', 'Withdrawn')),
    applied_at     timestamptz NOT NULL,
    viewed_at      timestamptz,
    decided_at     timestamptz,
    decided_by     uuid REFERENCES accounts.users,
    note           text,
    withdrawn_at   timestamptz,
    FOREIGN KEY (job_id, job_version) REFERENCES jobs.job_versions,
    UNIQUE (agency_id, candidate_id, job_id)
);
CREATE INDEX ON applications.applications (candidate_id, applied_at DESC);
CREATE INDEX ON applications.applications (employer_id, applied_at DESC);
CREATE INDEX ON applications.applications (job_id);
CREATE INDEX ON applications.applications (session_id) WHERE session_id IS NOT NULL;
CREATE INDEX ON applications.applications (attachment_id) WHERE attachment_id IS NOT NULL;

-- What was sent stays as it was sent.
REVOKE UPDATE, DELETE, TRUNCATE ON applications.applications FROM pinchang_app;
GRANT UPDATE (state, viewed_at, decided_at, decided_by, note, withdrawn_at) ON applications.applications TO pinchang_app;

CREATE TABLE applications.views
(
    id             uuid PRIMARY KEY,
    agency_id      uuid        NOT NULL,
    application_id uuid        NOT NULL REFERENCES applications.applications,
    member_id      uuid        NOT NULL,
    part           text        NOT NULL CHECK (part IN ('Application', 'Attachment')),
    viewed_at      timestamptz NOT NULL
);
CREATE INDEX ON applications.views (application_id, viewed_at);
REVOKE UPDATE, DELETE, TRUNCATE ON applications.views FROM pinchang_app;
