-- LH-6.2.3, JF-10, EX-9: corrective and preventive actions, from a finding to an effect that another person has checked.
CREATE TABLE compliance.improvements
(
    id          uuid PRIMARY KEY,
    agency_id   uuid        NOT NULL REFERENCES organisations.agencies,
    title       text        NOT NULL,
    finding     text        NOT NULL,
    source      text        NOT NULL CHECK (source IN ('Own', 'Survey', 'Complaint', 'Incident')),
    -- A questionnaire, complaint or incident.
    source_id   uuid,
    source_name text,
    cause       text,
    correction  text,
    prevention  text,
    owner_id    uuid        NOT NULL REFERENCES accounts.users,
    due_on      date        NOT NULL,
    state       text        NOT NULL CHECK (state IN ('Open', 'Done', 'Verified', 'Cancelled')),
    opened_at   timestamptz NOT NULL,
    checked_by  uuid REFERENCES accounts.users,
    closed_at   timestamptz,
    returns     integer     NOT NULL CHECK (returns >= 0),
    remind_on   date,
    CHECK ((source = 'Own') = (source_id IS NULL) AND (source_id IS NULL) = (source_name IS NULL)),
    CHECK ((state IN ('Verified', 'Cancelled')) = (closed_at IS NOT NULL)),
    CHECK ((state = 'Verified') = (checked_by IS NOT NULL)),
    CHECK (checked_by <> owner_id),
    CHECK (state NOT IN ('Done', 'Verified') OR (cause IS NOT NULL AND correction IS NOT NULL AND prevention IS NOT NULL))
);
CREATE INDEX ON compliance.improvements (agency_id, state, due_on);
CREATE INDEX ON compliance.improvements (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX ON compliance.improvements (owner_id);
CREATE INDEX ON compliance.improvements (checked_by) WHERE checked_by IS NOT NULL;
CREATE INDEX ON compliance.improvements (remind_on) WHERE remind_on IS NOT NULL;
REVOKE DELETE, TRUNCATE ON compliance.improvements FROM pinchang_app;

CREATE TABLE compliance.improvement_entries
(
    id             uuid PRIMARY KEY,
    improvement_id uuid        NOT NULL REFERENCES compliance.improvements,
    step           text        NOT NULL CHECK (step IN ('Opened', 'Planned', 'Done', 'Verified', 'Returned', 'Cancelled')),
    at             timestamptz NOT NULL,
    staff_id       uuid        NOT NULL REFERENCES accounts.users,
    text           text,
    owner_id       uuid        NOT NULL REFERENCES accounts.users,
    due_on         date        NOT NULL
);
CREATE INDEX ON compliance.improvement_entries (improvement_id, at);
CREATE INDEX ON compliance.improvement_entries (staff_id);
CREATE INDEX ON compliance.improvement_entries (owner_id);
REVOKE UPDATE, DELETE, TRUNCATE ON compliance.improvement_entries FROM pinchang_app;
