-- Keys that followed from a master key which is no more, under the present one: what they made is in people's hands.
CREATE TABLE accounts.kept_keys
(
    purpose    text PRIMARY KEY,
    sealed_key bytea       NOT NULL,
    made_at    timestamptz NOT NULL
);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON accounts.kept_keys FROM pinchang_app;
