-- What is kept of a session's picture. The bytes are files; this row says which, how long, and that they are whole.

CREATE TABLE live.recordings
(
    session_id uuid PRIMARY KEY,
    room_id    uuid        NOT NULL,
    path       text        NOT NULL UNIQUE,
    state      text        NOT NULL CHECK (state IN ('Open', 'Whole', 'Damaged')),
    duration   bigint      NOT NULL CHECK (duration >= 0),
    bytes      bigint      NOT NULL CHECK (bytes >= 0),
    hash       bytea,
    gaps       jsonb       NOT NULL,
    begun_at   timestamptz NOT NULL,
    closed_at  timestamptz,
    CHECK (state <> 'Whole' OR (hash IS NOT NULL AND closed_at IS NOT NULL))
);
CREATE INDEX ON live.recordings (begun_at) WHERE state = 'Open';
