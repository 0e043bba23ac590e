-- The screening rules as people of the agency that runs the installation changed them. Without a row the product's own hold.
CREATE TABLE compliance.screening_editions
(
    number          integer PRIMARY KEY CHECK (number > 0),
    agency_id       uuid        NOT NULL REFERENCES organisations.agencies,
    state           text        NOT NULL CHECK (state IN ('Draft', 'Submitted', 'Refused', 'InForce', 'Superseded')),
    rules           jsonb       NOT NULL,
    note            text,
    writers         uuid[]      NOT NULL,
    written_at      timestamptz NOT NULL,
    trial           jsonb,
    decided_by      uuid REFERENCES accounts.users,
    decided_at      timestamptz,
    decision_reason text,
    CHECK (decided_by IS NULL OR NOT decided_by = ANY (writers)),
    CHECK ((decided_at IS NOT NULL) = (state IN ('Refused', 'InForce', 'Superseded'))),
    CHECK (state = 'Draft' OR (note IS NOT NULL AND trial IS NOT NULL))
);
CREATE UNIQUE INDEX ON compliance.screening_editions ((true)) WHERE state = 'InForce';
CREATE UNIQUE INDEX ON compliance.screening_editions ((true)) WHERE state IN ('Draft', 'Submitted');

CREATE FUNCTION compliance.keep_screening_edition() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    IF old.state <> 'Draft' AND (new.rules, new.writers, new.note, new.trial) IS DISTINCT FROM (old.rules, old.writers, old.note, old.trial) THEN
        RAISE EXCEPTION 'An edition of the screening rules that was handed in stays as it was';
    END IF;
    RETURN new;
END
$$;
CREATE TRIGGER keep_edition BEFORE UPDATE ON compliance.screening_editions FOR EACH ROW EXECUTE FUNCTION compliance.keep_screening_edition();

-- Who writes a draft may throw it away; what was handed in stays.
CREATE FUNCTION compliance.keep_decided_edition() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    IF old.state <> 'Draft' THEN
        RAISE EXCEPTION 'Only a draft of the screening rules is thrown away';
    END IF;
    RETURN old;
END
$$;
CREATE TRIGGER keep_decided BEFORE DELETE ON compliance.screening_editions FOR EACH ROW EXECUTE FUNCTION compliance.keep_decided_edition();
REVOKE TRUNCATE ON compliance.screening_editions FROM pinchang_app;
