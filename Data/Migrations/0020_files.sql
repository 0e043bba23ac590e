-- What people uploaded. The bytes lie in the file store under location; the name is only ever shown.

CREATE SCHEMA files;
GRANT USAGE ON SCHEMA files TO pinchang_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA files GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO pinchang_app;

CREATE TABLE files.uploads
(
    id           uuid PRIMARY KEY,
    kind         text        NOT NULL CHECK (kind IN ('Resume', 'Licence', 'Cover')),
    owner_id     uuid        NOT NULL REFERENCES accounts.users,
    upload_key   uuid        NOT NULL,
    name         text        NOT NULL,
    content_type text        NOT NULL,
    size         bigint      NOT NULL CHECK (size > 0),
    sha256       bytea       NOT NULL,
    location     text        NOT NULL UNIQUE,
    uploaded_at  timestamptz NOT NULL,
    UNIQUE (owner_id, upload_key)
);
REVOKE UPDATE ON files.uploads FROM pinchang_app;
