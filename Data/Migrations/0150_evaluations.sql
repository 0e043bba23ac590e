-- LH-6.1, JF-10, EX-9: sheets on which a service is graded point by point. A closed one stands as it was, whoever asks.
CREATE TABLE compliance.evaluations
(
    id         uuid PRIMARY KEY,
    agency_id  uuid        NOT NULL REFERENCES organisations.agencies,
    service    text        NOT NULL CHECK (service IN ('LiveHiring', 'JobFair', 'Exam')),
    "from"     date        NOT NULL,
    until      date        NOT NULL,
    state      text        NOT NULL CHECK (state IN ('Open', 'Closed')),
    opened_by  uuid        NOT NULL REFERENCES accounts.users,
    opened_at  timestamptz NOT NULL,
    closed_at  timestamptz,
    outside    jsonb,
    conclusion text,
    next_goals text,
    figures    jsonb,
    CHECK (until >= "from"),
    CHECK ((state = 'Closed') = (closed_at IS NOT NULL)),
    CHECK (state = 'Open' OR (figures IS NOT NULL AND conclusion IS NOT NULL AND next_goals IS NOT NULL)),
    UNIQUE (agency_id, service, "from", until)
);
CREATE INDEX ON compliance.evaluations (opened_by);
REVOKE DELETE, TRUNCATE ON compliance.evaluations FROM pinchang_app;

CREATE TABLE compliance.evaluation_rows
(
    id            uuid PRIMARY KEY,
    evaluation_id uuid    NOT NULL REFERENCES compliance.evaluations,
    clause        text    NOT NULL,
    place         integer NOT NULL,
    grade         text CHECK (grade IN ('Conforming', 'Partly', 'NotConforming', 'NotApplicable')),
    remark        text,
    evidence      jsonb   NOT NULL,
    graded_by     uuid REFERENCES accounts.users,
    graded_at     timestamptz,
    CHECK ((grade IS NULL) = (graded_by IS NULL) AND (grade IS NULL) = (graded_at IS NULL)),
    UNIQUE (evaluation_id, clause)
);
CREATE INDEX ON compliance.evaluation_rows (graded_by) WHERE graded_by IS NOT NULL;
REVOKE DELETE, TRUNCATE ON compliance.evaluation_rows FROM pinchang_app;

CREATE TABLE compliance.evaluation_entries
(
    id            uuid PRIMARY KEY,
    evaluation_id uuid        NOT NULL REFERENCES compliance.evaluations,
    step          text        NOT NULL CHECK (step IN ('Opened', 'Graded', 'OutsideHeard', 'Closed')),
    at            timestamptz NOT NULL,
    staff_id      uuid        NOT NULL REFERENCES accounts.users,
    clause        text,
    grade         text,
    text          text
);
CREATE INDEX ON compliance.evaluation_entries (evaluation_id, at);
CREATE INDEX ON compliance.evaluation_entries (staff_id);
REVOKE UPDATE, DELETE, TRUNCATE ON compliance.evaluation_entries FROM pinchang_app;

CREATE FUNCTION compliance.keep_evaluation_closed() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    IF OLD.state = 'Closed' THEN
        RAISE EXCEPTION 'a closed evaluation is not changed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER keep_evaluation_closed BEFORE UPDATE ON compliance.evaluations FOR EACH ROW EXECUTE FUNCTION compliance.keep_evaluation_closed();

CREATE FUNCTION compliance.keep_evaluation_rows_closed() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    IF EXISTS (SELECT FROM compliance.evaluations WHERE id = OLD.evaluation_id AND state = 'Closed') THEN
        RAISE EXCEPTION 'a row of a closed evaluation is not changed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER keep_evaluation_rows_closed BEFORE UPDATE ON compliance.evaluation_rows FOR EACH ROW EXECUTE FUNCTION compliance.keep_evaluation_rows_closed();

-- A row that does not conform has an improvement, which points back to it.
ALTER TABLE compliance.improvements DROP CONSTRAINT improvements_source_check;
ALTER TABLE compliance.improvements ADD CONSTRAINT improvements_source_check CHECK (source IN ('Own', 'Survey', 'Complaint', 'Incident', 'Evaluation'));
