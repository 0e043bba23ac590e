-- Licences of employers, and with no employer an agency's own. What they give is kept at the employer as the last day of each right, so
-- that it ends by itself.
CREATE TABLE organisations.licences
(
    id              uuid PRIMARY KEY,
    agency_id       uuid        NOT NULL REFERENCES organisations.agencies,
    employer_id     uuid REFERENCES organisations.employers,
    kind            text        NOT NULL CHECK (kind IN ('BusinessLicence', 'HrServiceLicence', 'LabourDispatchLicence', 'IcpLicence', 'Other')),
    name            text,
    number          text        NOT NULL,
    issuer          text        NOT NULL,
    valid_from      date        NOT NULL,
    valid_until     date,
    scope           text,
    file_id         uuid REFERENCES files.uploads,
    state           text        NOT NULL CHECK (state IN ('Submitted', 'Approved', 'Refused')),
    submitted_by    uuid        NOT NULL REFERENCES accounts.users,
    submitted_at    timestamptz NOT NULL,
    decided_by      uuid REFERENCES accounts.users,
    decided_at      timestamptz,
    decision_reason text,
    check_by        date,
    reminded        integer,
    CHECK (valid_until >= valid_from),
    CHECK ((state = 'Submitted') = (decided_at IS NULL)),
    CHECK (state <> 'Refused' OR decision_reason IS NOT NULL)
);
CREATE INDEX ON organisations.licences (agency_id, state, submitted_at);
CREATE INDEX ON organisations.licences (employer_id);
CREATE INDEX ON organisations.licences (file_id);
CREATE INDEX ON organisations.licences (valid_until) WHERE state = 'Approved';
REVOKE DELETE, TRUNCATE ON organisations.licences FROM pinchang_app;

ALTER TABLE organisations.employers
    ADD COLUMN licence_valid_until date,
    ADD COLUMN own_until           date,
    ADD COLUMN on_behalf_until     date,
    ADD COLUMN dispatch_until      date;

-- Whoever was approved before had shown its business licence, without a last day.
UPDATE organisations.employers SET own_until = 'infinity' WHERE state = 'Approved';
INSERT INTO organisations.licences (id, agency_id, employer_id, kind, number, issuer, valid_from, file_id, state, submitted_by, submitted_at, decided_by, decided_at, check_by)
SELECT gen_random_uuid(), agency_id, id, 'BusinessLicence', credit_code, '市场监督管理部门', (submitted_at AT TIME ZONE 'Asia/Shanghai')::date, licence_file_id,
       'Approved', author_id, submitted_at, coalesce(decided_by, author_id), coalesce(decided_at, submitted_at),
       (coalesce(decided_at, submitted_at) AT TIME ZONE 'Asia/Shanghai')::date + interval '6 months'
FROM organisations.employers WHERE state = 'Approved';
