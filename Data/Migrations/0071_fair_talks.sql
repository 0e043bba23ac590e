-- Queues, calls and talks of booths. Written by the booths' grains only, each row as a whole with what happened.

-- The activation that owns a booth: every write joins this row FOR SHARE, so that one that was overtaken cannot write.
CREATE TABLE fairs.epochs
(
    booth_id uuid PRIMARY KEY REFERENCES fairs.booths,
    epoch    bigint NOT NULL
);

CREATE TABLE fairs.places
(
    id             uuid PRIMARY KEY,
    booth_id       uuid        NOT NULL,
    fair_id        uuid        NOT NULL,
    candidate_id   uuid        NOT NULL,
    candidate_name text        NOT NULL,
    headline       text,
    number         integer     NOT NULL,
    slot           integer     NOT NULL,
    state          text        NOT NULL,
    skips          integer     NOT NULL,
    share_resume   boolean     NOT NULL,
    joined_at      timestamptz NOT NULL,
    put_off_until  timestamptz,
    talk_id        uuid,
    ended_at       timestamptz,
    revision       bigint      NOT NULL,
    -- When the candidate was told of an end that it did not choose.
    told_at        timestamptz,
    CHECK ((ended_at IS NULL) = (state IN ('Waiting', 'Called', 'Talking')))
);
CREATE UNIQUE INDEX ON fairs.places (booth_id, number);
-- One living number per candidate and booth; and of a fair's few, each slot once.
CREATE UNIQUE INDEX ON fairs.places (booth_id, candidate_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX ON fairs.places (candidate_id, fair_id, slot) WHERE ended_at IS NULL;
CREATE INDEX ON fairs.places (ended_at) WHERE told_at IS NULL AND state IN ('Lapsed', 'Lost', 'Closed');
CREATE INDEX ON fairs.places (fair_id);

-- A row from the call on. The open one is the claim on its candidate, whatever the booth.
CREATE TABLE fairs.talks
(
    id             uuid PRIMARY KEY,
    booth_id       uuid        NOT NULL,
    fair_id        uuid        NOT NULL,
    place_id       uuid        NOT NULL,
    candidate_id   uuid        NOT NULL,
    candidate_name text        NOT NULL,
    recruiter_id   uuid        NOT NULL,
    recruiter_name text        NOT NULL,
    state          text        NOT NULL,
    called_at      timestamptz NOT NULL,
    answer_by      timestamptz NOT NULL,
    started_at     timestamptz,
    ends_at        timestamptz,
    extended       boolean     NOT NULL,
    ended_at       timestamptz,
    ended_how      text,
    resume_shared  boolean     NOT NULL,
    note           text,
    result         text,
    result_reason  text,
    result_message text,
    result_at      timestamptz,
    revision       bigint      NOT NULL,
    told_at        timestamptz,
    CHECK ((ended_at IS NULL) = (state IN ('Calling', 'Talking'))),
    CHECK ((result IS NULL) = (result_at IS NULL))
);
CREATE UNIQUE INDEX ON fairs.talks (candidate_id) WHERE ended_at IS NULL;
CREATE INDEX ON fairs.talks (booth_id, called_at);
CREATE INDEX ON fairs.talks (fair_id);
CREATE INDEX ON fairs.talks (result_at) WHERE told_at IS NULL AND result IS NOT NULL;

CREATE TABLE fairs.talk_messages
(
    id          uuid PRIMARY KEY,
    talk_id     uuid        NOT NULL,
    booth_id    uuid        NOT NULL,
    sequence    bigint      NOT NULL,
    sender_id   uuid        NOT NULL,
    sender_name text        NOT NULL,
    text        text        NOT NULL,
    at          timestamptz NOT NULL
);
CREATE INDEX ON fairs.talk_messages (talk_id, sequence);
REVOKE UPDATE, DELETE, TRUNCATE ON fairs.talk_messages FROM pinchang_app;

-- What happened at a booth, in order. The upper 32 bits of a sequence are the epoch of the activation that gave it out.
CREATE TABLE fairs.booth_events
(
    booth_id uuid        NOT NULL,
    sequence bigint      NOT NULL,
    kind     text        NOT NULL,
    at       timestamptz NOT NULL,
    place_id uuid,
    talk_id  uuid,
    actor_id uuid,
    detail   text,
    PRIMARY KEY (booth_id, sequence)
);
REVOKE UPDATE, DELETE, TRUNCATE ON fairs.booth_events FROM pinchang_app;
REVOKE DELETE, TRUNCATE ON fairs.places, fairs.talks FROM pinchang_app;
