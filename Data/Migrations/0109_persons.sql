-- LH-4.4.1c: what people agreed to and took back, and accounts that their owners want closed.
CREATE TABLE accounts.consents
(
    id      uuid        PRIMARY KEY,
    user_id uuid        NOT NULL REFERENCES accounts.users,
    purpose text        NOT NULL,
    given   boolean     NOT NULL,
    wording integer     NOT NULL,
    at      timestamptz NOT NULL,
    address text        NOT NULL
);
CREATE INDEX ON accounts.consents (user_id, purpose, at DESC);
REVOKE UPDATE, DELETE, TRUNCATE ON accounts.consents FROM pinchang_app;

CREATE TABLE accounts.closures
(
    id           uuid        PRIMARY KEY,
    user_id      uuid        NOT NULL REFERENCES accounts.users,
    asked_at     timestamptz NOT NULL,
    closes_at    timestamptz NOT NULL,
    withdrawn_at timestamptz,
    closed_at    timestamptz,
    CHECK (withdrawn_at IS NULL OR closed_at IS NULL)
);
CREATE UNIQUE INDEX ON accounts.closures (user_id) WHERE withdrawn_at IS NULL;
CREATE INDEX ON accounts.closures (closes_at) WHERE withdrawn_at IS NULL AND closed_at IS NULL;
REVOKE DELETE, TRUNCATE ON accounts.closures FROM pinchang_app;

-- What a person's own page counts and its export lists.
CREATE INDEX ON files.uploads (owner_id);
CREATE INDEX ON fairs.places (candidate_id);
CREATE INDEX ON fairs.talks (candidate_id);
CREATE INDEX ON exams.scores (candidate_id);
