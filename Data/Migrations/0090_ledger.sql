-- The service ledger: what was decided and done, kept three years after the service ended (docs/adr/0016). The application adds lines and
-- seals, and can do nothing else to them: it has no UPDATE, DELETE or TRUNCATE, and two columns of a line are the database's own.

-- What the hash of a line is over. Verified by a second implementation (Domain/Ledger/LedgerText.cs): a change here needs another first field.
CREATE FUNCTION compliance.ledger_hash(
    id uuid, at timestamptz, agency_id uuid, kind text, actor_id uuid, address text, organisation_id uuid, person_id uuid,
    subject text, subject_id uuid, service_id uuid, before text, after text, what text, reason text)
RETURNS bytea LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS
$$
BEGIN
    -- Lengths stand before the texts, so that nothing can move from one field into the next.
    RETURN sha256(convert_to(concat(
        '1|', id, '|', (extract(epoch FROM at) * 1000000)::bigint, '|', agency_id, '|', actor_id, '|', organisation_id, '|', person_id, '|',
        subject_id, '|', service_id, '|',
        octet_length(kind), ',', octet_length(address), ',', octet_length(subject), ',', octet_length(before), ',', octet_length(after), ',',
        octet_length(what), ',', octet_length(reason), '|',
        kind, address, subject, before, after, what, reason), 'UTF8'));
END
$$;

CREATE TABLE compliance.ledger_lines
(
    id              uuid        NOT NULL,
    at              timestamptz NOT NULL,
    agency_id       uuid        NOT NULL,
    kind            text        NOT NULL,
    actor_id        uuid,
    address         text,
    organisation_id uuid,
    person_id       uuid,
    subject         text        NOT NULL,
    subject_id      uuid        NOT NULL,
    -- What has to be over before three years begin to count: a session of a room, a fair, an exam project.
    service_id      uuid,
    before          text,
    after           text,
    what            text,
    reason          text,
    -- The transaction that wrote it: lines are sealed up to the oldest transaction that is still open, so none is passed over.
    written_by      xid8        NOT NULL DEFAULT pg_current_xact_id(),
    hash            bytea       NOT NULL GENERATED ALWAYS AS (compliance.ledger_hash(
        id, at, agency_id, kind, actor_id, address, organisation_id, person_id, subject, subject_id, service_id, before, after, what, reason)) STORED,
    PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
-- No foreign keys: the ledger outlives what it tells of.
CREATE INDEX ON compliance.ledger_lines (written_by);
CREATE INDEX ON compliance.ledger_lines (agency_id, at);
CREATE INDEX ON compliance.ledger_lines (organisation_id, at) WHERE organisation_id IS NOT NULL;
CREATE INDEX ON compliance.ledger_lines (actor_id, at) WHERE actor_id IS NOT NULL;
CREATE INDEX ON compliance.ledger_lines (person_id, at) WHERE person_id IS NOT NULL;
CREATE INDEX ON compliance.ledger_lines (subject_id, at);
CREATE INDEX ON compliance.ledger_lines (service_id, at) WHERE service_id IS NOT NULL;
REVOKE ALL ON compliance.ledger_lines FROM pinchang_app;
GRANT SELECT ON compliance.ledger_lines TO pinchang_app;
GRANT INSERT (id, at, agency_id, kind, actor_id, address, organisation_id, person_id, subject, subject_id, service_id, before, after, what, reason)
    ON compliance.ledger_lines TO pinchang_app;

-- A line of a month that nobody made yet must not be refused, and with it the fact: it waits here until its month is made.
CREATE TABLE compliance.ledger_lines_elsewhere PARTITION OF compliance.ledger_lines DEFAULT;
REVOKE ALL ON compliance.ledger_lines_elsewhere FROM pinchang_app;

-- One seal is over the lines that one round of the sealer found for an agency and a month; it continues the seal before it.
CREATE TABLE compliance.ledger_seals
(
    agency_id   uuid        NOT NULL,
    month       date        NOT NULL,
    number      bigint      NOT NULL CHECK (number > 0),
    -- Of its first line in the chain, from one.
    position    bigint      NOT NULL CHECK (position > 0),
    line_ids    uuid[]      NOT NULL,
    -- 32 bytes for each line, in the same order.
    line_hashes bytea       NOT NULL,
    previous    bytea       NOT NULL CHECK (length(previous) = 32),
    hash        bytea       NOT NULL CHECK (length(hash) = 32),
    -- Every line of an older transaction is in a seal.
    up_to       xid8        NOT NULL,
    sealed_at   timestamptz NOT NULL,
    PRIMARY KEY (agency_id, month, number),
    CHECK (octet_length(line_hashes) = 32 * cardinality(line_ids))
);
ALTER TABLE compliance.ledger_seals ALTER COLUMN line_hashes SET STORAGE EXTERNAL;
CREATE INDEX ON compliance.ledger_seals (up_to);
REVOKE UPDATE, DELETE, TRUNCATE ON compliance.ledger_seals FROM pinchang_app;

-- Months that were removed whole, with what was known of them.
CREATE TABLE compliance.ledger_purges
(
    month     date        PRIMARY KEY,
    lines     bigint      NOT NULL,
    purged_at timestamptz NOT NULL
);
REVOKE ALL ON compliance.ledger_purges FROM pinchang_app;
GRANT SELECT ON compliance.ledger_purges TO pinchang_app;

-- Months begin and end by China's calendar, which knows no summer time. True when the month was not there.
CREATE FUNCTION compliance.make_ledger_month(month date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    first_day date := date_trunc('month', month)::date;
    name text := 'ledger_lines_' || to_char(first_day, 'YYYY_MM');
    from_at timestamptz := first_day::timestamp AT TIME ZONE interval '+08:00';
    to_at timestamptz := (first_day + interval '1 month') AT TIME ZONE interval '+08:00';
BEGIN
    PERFORM pg_advisory_xact_lock(7306086912840429);
    IF to_regclass('compliance.' || name) IS NOT NULL THEN
        RETURN false;
    END IF;

    EXECUTE format('CREATE TABLE compliance.%I (LIKE compliance.ledger_lines INCLUDING DEFAULTS INCLUDING GENERATED)', name);
    EXECUTE format('REVOKE ALL ON compliance.%I FROM pinchang_app', name);
    LOCK TABLE compliance.ledger_lines_elsewhere IN SHARE ROW EXCLUSIVE MODE;
    EXECUTE format(
        'INSERT INTO compliance.%I (id, at, agency_id, kind, actor_id, address, organisation_id, person_id, subject, subject_id, service_id, before, after, what, reason, written_by)
         SELECT id, at, agency_id, kind, actor_id, address, organisation_id, person_id, subject, subject_id, service_id, before, after, what, reason, written_by
         FROM compliance.ledger_lines_elsewhere WHERE at >= %L AND at < %L', name, from_at, to_at);
    DELETE FROM compliance.ledger_lines_elsewhere WHERE at >= from_at AND at < to_at;
    EXECUTE format('ALTER TABLE compliance.ledger_lines ATTACH PARTITION compliance.%I FOR VALUES FROM (%L) TO (%L)', name, from_at, to_at);
    RETURN true;
END
$$;
REVOKE ALL ON FUNCTION compliance.make_ledger_month(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION compliance.make_ledger_month(date) TO pinchang_app;

SELECT compliance.make_ledger_month((date_trunc('month', now() AT TIME ZONE interval '+08:00') + make_interval(months => ahead))::date)
FROM generate_series(0, 3) AS ahead;

-- When services were over; one that is not here goes on, and holds every month that speaks of it.
CREATE VIEW compliance.service_ends AS
SELECT id AS service_id, ended_at FROM live.sessions WHERE ended_at IS NOT NULL
UNION ALL
SELECT id, coalesce(ended_at, closes_at) FROM fairs.fairs WHERE state <> 'Draft' AND coalesce(ended_at, closes_at) < now();
GRANT SELECT ON compliance.service_ends TO pinchang_app;

-- Lines that wait for their month, for the application to see that some do.
CREATE VIEW compliance.ledger_misplaced AS SELECT id, agency_id, at FROM compliance.ledger_lines_elsewhere;
REVOKE ALL ON compliance.ledger_misplaced FROM pinchang_app;
GRANT SELECT ON compliance.ledger_misplaced TO pinchang_app;
