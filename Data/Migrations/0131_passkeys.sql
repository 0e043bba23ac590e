-- Passkeys of staff: the public half of a key that a device holds, as ASP.NET Core Identity keeps it. One key belongs to one person.
CREATE TABLE accounts.user_passkeys
(
    credential_id bytea PRIMARY KEY CHECK (octet_length(credential_id) <= 1024),
    user_id       uuid  NOT NULL REFERENCES accounts.users ON DELETE CASCADE,
    data          jsonb NOT NULL
);
CREATE INDEX ON accounts.user_passkeys (user_id);
