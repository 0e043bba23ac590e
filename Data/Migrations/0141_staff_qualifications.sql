-- Trainings and certificates of people who work in an agency or at its employers. One counts once another person has checked it.
CREATE TABLE compliance.staff_qualifications
(
    id              uuid PRIMARY KEY,
    agency_id       uuid        NOT NULL REFERENCES organisations.agencies,
    user_id         uuid        NOT NULL REFERENCES accounts.users,
    kind            text        NOT NULL CHECK (kind IN ('Training', 'Certificate')),
    field           text        NOT NULL,
    name            text        NOT NULL,
    issuer          text        NOT NULL,
    obtained_on     date        NOT NULL,
    valid_until     date,
    hours           integer CHECK (hours > 0),
    result          text        NOT NULL,
    file_id         uuid        NOT NULL REFERENCES files.uploads,
    state           text        NOT NULL CHECK (state IN ('Submitted', 'Approved', 'Refused')),
    submitted_at    timestamptz NOT NULL,
    decided_by      uuid REFERENCES accounts.users,
    decided_at      timestamptz,
    decision_reason text,
    reminded        integer,
    CHECK (valid_until >= obtained_on),
    CHECK (decided_by <> user_id),
    CHECK ((state = 'Submitted') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL)),
    CHECK (state <> 'Refused' OR decision_reason IS NOT NULL),
    CHECK (kind <> 'Training' OR hours IS NOT NULL)
);
CREATE INDEX ON compliance.staff_qualifications (user_id, agency_id);
CREATE INDEX ON compliance.staff_qualifications (agency_id, state);
CREATE INDEX ON compliance.staff_qualifications (file_id);
CREATE INDEX ON compliance.staff_qualifications (decided_by) WHERE decided_by IS NOT NULL;

-- What was checked stays as it was handed in.
CREATE FUNCTION compliance.keep_staff_qualification() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    IF (new.agency_id, new.user_id, new.kind, new.field, new.name, new.issuer, new.obtained_on, new.valid_until, new.hours, new.result, new.file_id)
        IS DISTINCT FROM (old.agency_id, old.user_id, old.kind, old.field, old.name, old.issuer, old.obtained_on, old.valid_until, old.hours, old.result, old.file_id) THEN
        RAISE EXCEPTION 'A qualification stays as it was handed in';
    END IF;
    RETURN new;
END
$$;
CREATE TRIGGER keep_qualification BEFORE UPDATE ON compliance.staff_qualifications FOR EACH ROW EXECUTE FUNCTION compliance.keep_staff_qualification();
REVOKE DELETE, TRUNCATE ON compliance.staff_qualifications FROM pinchang_app;
