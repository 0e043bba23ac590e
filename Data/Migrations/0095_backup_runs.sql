-- JF-6.2: when the installation was backed up and when a backup was last put back for a trial. Rows are added by the commands, as the owner.
CREATE TABLE compliance.backup_runs
(
    id            uuid PRIMARY KEY,
    act           text             NOT NULL CHECK (act IN ('BackedUp', 'Restored', 'RestoreDrilled')),
    at            timestamptz      NOT NULL,
    took_s        double precision NOT NULL CHECK (took_s >= 0),
    host          text             NOT NULL,
    folder        text             NOT NULL,
    consistent_at timestamptz,
    bytes         bigint CHECK (bytes >= 0),
    ledger_lines  bigint CHECK (ledger_lines >= 0),
    -- Why it did not hold; null when it did.
    cause         text
);
CREATE INDEX ON compliance.backup_runs (act, at DESC);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON compliance.backup_runs FROM pinchang_app;
