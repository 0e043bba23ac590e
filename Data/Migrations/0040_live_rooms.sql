-- Live rooms, their sessions, and everything that happened in them.

CREATE TABLE live.rooms
(
    id            uuid PRIMARY KEY,
    agency_id     uuid        NOT NULL REFERENCES organisations.agencies,
    employer_id   uuid        NOT NULL REFERENCES organisations.employers,
    author_id     uuid        NOT NULL REFERENCES accounts.users,
    title         text        NOT NULL,
    introduction  text,
    cover_file_id uuid REFERENCES files.uploads,
    visibility    text        NOT NULL CHECK (visibility IN ('Public', 'Registered', 'Organisation')),
    rundown       jsonb       NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL
);
CREATE INDEX ON live.rooms (employer_id);
CREATE INDEX ON live.rooms (cover_file_id) WHERE cover_file_id IS NOT NULL;

CREATE TABLE live.room_jobs
(
    room_id  uuid    NOT NULL REFERENCES live.rooms,
    job_id   uuid    NOT NULL REFERENCES jobs.jobs,
    position integer NOT NULL,
    PRIMARY KEY (room_id, job_id)
);
CREATE INDEX ON live.room_jobs (job_id);

CREATE TABLE live.sessions
(
    id             uuid PRIMARY KEY,
    agency_id      uuid        NOT NULL REFERENCES organisations.agencies,
    room_id        uuid        NOT NULL REFERENCES live.rooms,
    starts_at      timestamptz NOT NULL,
    state          text        NOT NULL CHECK (state IN ('Scheduled', 'OnAir', 'Ended')),
    started_at     timestamptz,
    ended_at       timestamptz,
    -- When it ends by itself unless the picture comes (back); judged by the server's clock.
    picture_due_at timestamptz,
    CHECK ((state = 'Scheduled') = (started_at IS NULL)),
    CHECK ((state = 'Ended') = (ended_at IS NOT NULL)),
    CHECK (picture_due_at IS NULL OR state = 'OnAir')
);
-- One session to come or on air at a time; the ended ones are the room's replays.
CREATE UNIQUE INDEX ON live.sessions (room_id) WHERE state <> 'Ended';
CREATE INDEX ON live.sessions (room_id, id DESC);
CREATE INDEX ON live.sessions (state, starts_at);
CREATE INDEX ON live.sessions (picture_due_at) WHERE picture_due_at IS NOT NULL;

CREATE TABLE live.reminders
(
    session_id uuid        NOT NULL REFERENCES live.sessions,
    user_id    uuid        NOT NULL REFERENCES accounts.users,
    created_at timestamptz NOT NULL,
    sent_at    timestamptz,
    PRIMARY KEY (session_id, user_id)
);
CREATE INDEX ON live.reminders (user_id);
CREATE INDEX ON live.reminders (session_id) WHERE sent_at IS NULL;

-- The activation that owns a room: every write of a room joins this row FOR SHARE, so that an activation that
-- was overtaken cannot write. Apart from live.rooms, so that editing a plan holds up no chat.
CREATE TABLE live.epochs
(
    room_id uuid PRIMARY KEY REFERENCES live.rooms,
    epoch   bigint NOT NULL
);

-- What happened, in order. The upper 32 bits of a sequence are the epoch of the activation that gave it out.
CREATE TABLE live.feed
(
    session_id uuid        NOT NULL,
    sequence   bigint      NOT NULL,
    room_id    uuid        NOT NULL,
    kind       text        NOT NULL,
    must       boolean     NOT NULL,
    at         timestamptz NOT NULL,
    media_time bigint,
    actor_id   uuid,
    subject_id uuid,
    command_id uuid,
    body       jsonb       NOT NULL,
    PRIMARY KEY (session_id, sequence)
);
CREATE INDEX ON live.feed (session_id, kind, sequence) WHERE kind <> 'chat';
CREATE INDEX ON live.feed (room_id, subject_id) WHERE kind = 'card';
CREATE INDEX ON live.feed (room_id, at) WHERE kind = 'restriction';
REVOKE UPDATE, DELETE, TRUNCATE ON live.feed FROM pinchang_app;

-- Counts of a session, with the numbers of the hosts' reports that are in them.
CREATE TABLE live.figures
(
    session_id uuid PRIMARY KEY,
    watching   integer     NOT NULL,
    updated_at timestamptz NOT NULL,
    body       jsonb       NOT NULL
);

CREATE TABLE live.audience_points
(
    session_id uuid        NOT NULL,
    at         timestamptz NOT NULL,
    watching   integer     NOT NULL,
    likes      integer     NOT NULL,
    chat       integer     NOT NULL,
    PRIMARY KEY (session_id, at)
);
REVOKE UPDATE, DELETE, TRUNCATE ON live.audience_points FROM pinchang_app;
