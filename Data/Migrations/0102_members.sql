-- Members of an employer: who was invited, and to which department somebody belongs. What a member may do are their rows in accounts.memberships.

CREATE TABLE organisations.member_invitations
(
    id             uuid PRIMARY KEY,
    agency_id      uuid        NOT NULL REFERENCES organisations.agencies,
    employer_id    uuid        NOT NULL REFERENCES organisations.employers,
    invited_by     uuid        NOT NULL REFERENCES accounts.users,
    name           text        NOT NULL,
    department     text,
    roles          text[]      NOT NULL CHECK (cardinality(roles) > 0),
    by_phone       boolean     NOT NULL,
    -- Sealed while it waits; gone once it is over.
    sealed_address bytea,
    address_key    bytea       NOT NULL,
    masked_address text        NOT NULL,
    token_hash     bytea       NOT NULL,
    invited_at     timestamptz NOT NULL,
    sent_at        timestamptz NOT NULL,
    sendings       integer     NOT NULL,
    expires_at     timestamptz NOT NULL,
    accepted_at    timestamptz,
    accepted_by    uuid REFERENCES accounts.users,
    withdrawn_at   timestamptz,
    CHECK ((accepted_at IS NULL) = (accepted_by IS NULL)),
    CHECK (accepted_at IS NULL OR withdrawn_at IS NULL),
    CHECK ((sealed_address IS NULL) = (accepted_at IS NOT NULL OR withdrawn_at IS NOT NULL))
);
CREATE UNIQUE INDEX ON organisations.member_invitations (token_hash);
CREATE UNIQUE INDEX ON organisations.member_invitations (employer_id, address_key) WHERE accepted_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX ON organisations.member_invitations (employer_id, invited_at);
CREATE INDEX ON organisations.member_invitations (invited_by);
CREATE INDEX ON organisations.member_invitations (accepted_by) WHERE accepted_by IS NOT NULL;

CREATE TABLE organisations.member_departments
(
    employer_id uuid NOT NULL REFERENCES organisations.employers,
    user_id     uuid NOT NULL REFERENCES accounts.users,
    agency_id   uuid NOT NULL REFERENCES organisations.agencies,
    department  text NOT NULL,
    PRIMARY KEY (employer_id, user_id)
);
CREATE INDEX ON organisations.member_departments (user_id);
REVOKE DELETE, TRUNCATE ON organisations.member_invitations FROM pinchang_app;
