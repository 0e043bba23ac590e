-- LH-4.4.1a, JF-6.2: what the checks found, minute by minute, for some days.
CREATE TABLE compliance.health_samples
(
    check_name text        NOT NULL,
    at         timestamptz NOT NULL,
    light      text        NOT NULL CHECK (light IN ('Green', 'Yellow', 'Red')),
    figure     double precision,
    PRIMARY KEY (at, check_name)
);
REVOKE UPDATE, TRUNCATE ON compliance.health_samples FROM pinchang_app;

CREATE TABLE compliance.incidents
(
    id         uuid PRIMARY KEY,
    agency_id  uuid        NOT NULL REFERENCES organisations.agencies,
    title      text        NOT NULL,
    severity   text        NOT NULL CHECK (severity IN ('Minor', 'Major', 'Critical')),
    -- Of the check that opened it by itself.
    "check"    text,
    opened_at  timestamptz NOT NULL,
    closed_at  timestamptz,
    cause      text,
    measure    text,
    CHECK ((closed_at IS NULL) = (cause IS NULL) AND (closed_at IS NULL) = (measure IS NULL))
);
CREATE INDEX ON compliance.incidents (agency_id, opened_at DESC);
-- One check, one open incident of an agency, however many processes look.
CREATE UNIQUE INDEX ON compliance.incidents (agency_id, "check") WHERE closed_at IS NULL AND "check" IS NOT NULL;
REVOKE DELETE, TRUNCATE ON compliance.incidents FROM pinchang_app;

CREATE TABLE compliance.incident_entries
(
    id          uuid PRIMARY KEY,
    incident_id uuid        NOT NULL REFERENCES compliance.incidents,
    step        text        NOT NULL CHECK (step IN ('Opened', 'Noted', 'Recovered', 'Recurred', 'Closed')),
    at          timestamptz NOT NULL,
    staff_id    uuid REFERENCES accounts.users,
    text        text
);
CREATE INDEX ON compliance.incident_entries (incident_id, at);
CREATE INDEX ON compliance.incident_entries (staff_id) WHERE staff_id IS NOT NULL;
REVOKE UPDATE, DELETE, TRUNCATE ON compliance.incident_entries FROM pinchang_app;

-- JF-7.6: planned, and then what came of it.
CREATE TABLE compliance.emergency_drills
(
    id           uuid PRIMARY KEY,
    agency_id    uuid NOT NULL REFERENCES organisations.agencies,
    scenario     text NOT NULL,
    planned_on   date NOT NULL,
    leader       text NOT NULL,
    began_at     timestamptz,
    minutes      integer CHECK (minutes > 0),
    passed       boolean,
    participants text,
    findings     text,
    CHECK ((began_at IS NULL) = (minutes IS NULL) AND (began_at IS NULL) = (passed IS NULL)
        AND (began_at IS NULL) = (participants IS NULL) AND (began_at IS NULL) = (findings IS NULL))
);
CREATE INDEX ON compliance.emergency_drills (agency_id, planned_on DESC);
REVOKE DELETE, TRUNCATE ON compliance.emergency_drills FROM pinchang_app;
