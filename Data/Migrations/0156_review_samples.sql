-- LH-4.4.1d: a share of what the rules let through by themselves is read by a person. How large, who said so, and from when.
CREATE TABLE compliance.sampling_shares
(
    id        uuid PRIMARY KEY,
    agency_id uuid        NOT NULL REFERENCES organisations.agencies,
    kind      text        NOT NULL CHECK (kind IN ('Chat', 'Question')),
    percent   integer     NOT NULL CHECK (percent BETWEEN 1 AND 100),
    reason    text        NOT NULL,
    set_by    uuid        NOT NULL REFERENCES accounts.users,
    set_at    timestamptz NOT NULL
);
CREATE INDEX ON compliance.sampling_shares (agency_id, kind, set_at DESC);
CREATE INDEX ON compliance.sampling_shares (set_by);
REVOKE UPDATE, DELETE, TRUNCATE ON compliance.sampling_shares FROM pinchang_app;

-- One draw a day. Its seed is made when the day is over, so that nobody could choose their words by it, and stays, so that anybody can draw again.
CREATE TABLE compliance.sample_draws
(
    id        uuid PRIMARY KEY,
    agency_id uuid        NOT NULL REFERENCES organisations.agencies,
    kind      text        NOT NULL CHECK (kind IN ('Chat', 'Question')),
    day       date        NOT NULL,
    percent   integer     NOT NULL CHECK (percent BETWEEN 1 AND 100),
    seed      bytea       NOT NULL CHECK (octet_length(seed) = 32),
    passed    integer     NOT NULL CHECK (passed >= 0),
    drawn     integer     NOT NULL CHECK (drawn BETWEEN 0 AND passed),
    drawn_at  timestamptz NOT NULL,
    UNIQUE (agency_id, kind, day)
);
REVOKE UPDATE, DELETE, TRUNCATE ON compliance.sample_draws FROM pinchang_app;

CREATE TABLE compliance.review_samples
(
    id          uuid PRIMARY KEY,
    agency_id   uuid        NOT NULL REFERENCES organisations.agencies,
    draw_id     uuid        NOT NULL REFERENCES compliance.sample_draws,
    kind        text        NOT NULL CHECK (kind IN ('Chat', 'Question')),
    -- The line or question, and the row of the feed that holds it as it was.
    thing_id    uuid        NOT NULL,
    session_id  uuid        NOT NULL REFERENCES live.sessions,
    sequence    bigint      NOT NULL,
    room_id     uuid        NOT NULL REFERENCES live.rooms,
    author_id   uuid,
    said_at     timestamptz NOT NULL,
    decided_by  uuid REFERENCES accounts.users,
    decided_at  timestamptz,
    overturned  boolean,
    reason      text,
    UNIQUE (session_id, thing_id),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL) AND (decided_by IS NULL) = (overturned IS NULL)),
    CHECK (overturned IS NOT TRUE OR reason IS NOT NULL)
);
CREATE INDEX ON compliance.review_samples (agency_id, said_at) WHERE decided_at IS NULL;
CREATE INDEX ON compliance.review_samples (draw_id);
CREATE INDEX ON compliance.review_samples (room_id);
CREATE INDEX ON compliance.review_samples (decided_by) WHERE decided_by IS NOT NULL;
REVOKE DELETE, TRUNCATE ON compliance.review_samples FROM pinchang_app;
