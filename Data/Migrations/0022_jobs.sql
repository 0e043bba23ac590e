-- A job and its texts. The public sees approved_version or nothing.

CREATE TABLE jobs.jobs
(
    id               uuid PRIMARY KEY,
    agency_id        uuid        NOT NULL REFERENCES organisations.agencies,
    employer_id      uuid        NOT NULL REFERENCES organisations.employers,
    state            text        NOT NULL CHECK (state IN ('Draft', 'Submitted', 'Approved', 'Refused', 'Closed')),
    newest_version   integer     NOT NULL,
    approved_version integer,
    search_text      text        NOT NULL,
    search_terms     text[]      NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    closed_at        timestamptz,
    CHECK ((state = 'Closed') = (closed_at IS NOT NULL))
);
CREATE INDEX ON jobs.jobs (employer_id, state);
CREATE INDEX ON jobs.jobs (agency_id, state, updated_at);
CREATE INDEX ON jobs.jobs USING gin (search_terms) WHERE approved_version IS NOT NULL AND closed_at IS NULL;

CREATE TABLE jobs.job_versions
(
    job_id          uuid        NOT NULL REFERENCES jobs.jobs,
    number          integer     NOT NULL CHECK (number > 0),
    title           text        NOT NULL,
    city            text        NOT NULL,
    pay_from        integer,
    pay_to          integer,
    pay_months      integer     NOT NULL CHECK (pay_months BETWEEN 12 AND 24),
    headcount       integer     NOT NULL CHECK (headcount BETWEEN 1 AND 999),
    experience      text        NOT NULL,
    education       text        NOT NULL,
    description     text        NOT NULL,
    tags            text[]      NOT NULL,
    posting_right   text        NOT NULL CHECK (posting_right IN ('Own', 'OnBehalf', 'Dispatch')),
    open_until      date        NOT NULL,
    author_id       uuid        NOT NULL REFERENCES accounts.users,
    written_at      timestamptz NOT NULL,
    approved        boolean,
    decided_at      timestamptz,
    decided_by      uuid REFERENCES accounts.users,
    decision_reason text,
    PRIMARY KEY (job_id, number),
    CHECK ((pay_from IS NULL) = (pay_to IS NULL) AND pay_from <= pay_to),
    CHECK ((approved IS NULL) = (decided_at IS NULL)),
    CHECK (approved IS NOT FALSE OR decision_reason IS NOT NULL)
);
CREATE INDEX ON jobs.job_versions (city);

-- A text is written once; a reviewer adds what was decided of it.
REVOKE UPDATE, DELETE, TRUNCATE ON jobs.job_versions FROM pinchang_app;
GRANT UPDATE (approved, decided_at, decided_by, decision_reason) ON jobs.job_versions TO pinchang_app;
