-- The review desk: a case for each thing that waits for a reviewer, made in the transaction that asked for it.
CREATE TABLE compliance.review_cases
(
    id            uuid PRIMARY KEY,
    agency_id     uuid        NOT NULL REFERENCES organisations.agencies,
    kind          text        NOT NULL CHECK (kind IN ('Employer', 'Licence', 'Job')),
    thing_id      uuid        NOT NULL,
    -- Null for the agency's own.
    employer_id   uuid REFERENCES organisations.employers,
    title         text        NOT NULL,
    opened_at     timestamptz NOT NULL,
    round         integer     NOT NULL CHECK (round > 0),
    claimed_by    uuid REFERENCES accounts.users,
    claimed_until timestamptz,
    checks        text[]      NOT NULL,
    settled_at    timestamptz,
    outcome       text CHECK (outcome IN ('Approved', 'Refused', 'Withdrawn')),
    CHECK ((claimed_by IS NULL) = (claimed_until IS NULL)),
    CHECK ((settled_at IS NULL) = (outcome IS NULL))
);
CREATE UNIQUE INDEX ON compliance.review_cases (kind, thing_id) WHERE settled_at IS NULL;
CREATE INDEX ON compliance.review_cases (agency_id, opened_at) WHERE settled_at IS NULL;
CREATE INDEX ON compliance.review_cases (agency_id, settled_at) WHERE settled_at IS NOT NULL;
CREATE INDEX ON compliance.review_cases (employer_id);
CREATE INDEX ON compliance.review_cases (claimed_by) WHERE claimed_by IS NOT NULL;
REVOKE DELETE, TRUNCATE ON compliance.review_cases FROM pinchang_app;

-- Told by the reviewer, and by the organisation's code: who registers it anew is the same organisation.
CREATE TABLE compliance.reviewer_ties
(
    id          uuid PRIMARY KEY,
    agency_id   uuid        NOT NULL REFERENCES organisations.agencies,
    user_id     uuid        NOT NULL REFERENCES accounts.users,
    credit_code text        NOT NULL CHECK (length(credit_code) = 18),
    relation    text        NOT NULL CHECK (relation IN ('Own', 'Relative', 'Interest')),
    note        text,
    declared_at timestamptz NOT NULL,
    UNIQUE (user_id, agency_id, credit_code)
);
CREATE INDEX ON compliance.reviewer_ties (agency_id, declared_at);
REVOKE UPDATE, DELETE, TRUNCATE ON compliance.reviewer_ties FROM pinchang_app;

-- What waits already.
INSERT INTO compliance.review_cases (id, agency_id, kind, thing_id, employer_id, title, opened_at, round, checks)
SELECT gen_random_uuid(), agency_id, 'Employer', id, id, name, submitted_at, 1, '{}' FROM organisations.employers WHERE state = 'Submitted';
INSERT INTO compliance.review_cases (id, agency_id, kind, thing_id, employer_id, title, opened_at, round, checks)
SELECT gen_random_uuid(), agency_id, 'Licence', id, employer_id, number, submitted_at, 1, '{}' FROM organisations.licences WHERE state = 'Submitted';
INSERT INTO compliance.review_cases (id, agency_id, kind, thing_id, employer_id, title, opened_at, round, checks)
SELECT gen_random_uuid(), job.agency_id, 'Job', job.id, job.employer_id, version.title, job.updated_at, 1, '{}'
FROM jobs.jobs job JOIN jobs.job_versions version ON version.job_id = job.id AND version.number = job.newest_version WHERE job.state = 'Submitted';
