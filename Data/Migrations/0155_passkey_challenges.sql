-- What a device was asked to sign. The browser holds the number, this side what was asked; whoever answers takes it away, so that no answer counts twice.
CREATE TABLE accounts.passkey_challenges
(
    token_hash bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
    -- Whose key is to be added; null when somebody signs in.
    user_id    uuid REFERENCES accounts.users ON DELETE CASCADE,
    state      text        NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX ON accounts.passkey_challenges (expires_at);
