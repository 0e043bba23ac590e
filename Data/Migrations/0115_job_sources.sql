-- How a job came to be known, and what proves it (LH-4.4.2b). Jobs from before were written by their employers themselves.
ALTER TABLE jobs.job_versions
    ADD COLUMN channel      text NOT NULL DEFAULT 'OwnAccount' CHECK (channel IN ('OwnAccount', 'Mandate', 'Visit', 'Phone', 'PublicService')),
    ADD COLUMN evidence     text,
    ADD COLUMN collected_on date,
    ADD CHECK (channel = 'OwnAccount' OR evidence IS NOT NULL);

-- An agency's list of approved channels, decision by decision; the last one of a channel holds.
CREATE TABLE jobs.channel_decisions
(
    id         uuid PRIMARY KEY,
    agency_id  uuid        NOT NULL REFERENCES organisations.agencies,
    channel    text        NOT NULL CHECK (channel IN ('OwnAccount', 'Mandate', 'Visit', 'Phone', 'PublicService')),
    approved   boolean     NOT NULL,
    reason     text        NOT NULL,
    decided_by uuid        NOT NULL REFERENCES accounts.users,
    decided_at timestamptz NOT NULL
);
CREATE INDEX ON jobs.channel_decisions (agency_id, channel, decided_at);
REVOKE UPDATE, DELETE, TRUNCATE ON jobs.channel_decisions FROM pinchang_app;
