-- Job fairs: announcement, halls, who takes part, and what was told where.

CREATE TABLE fairs.fairs
(
    id              uuid PRIMARY KEY,
    agency_id       uuid        NOT NULL REFERENCES organisations.agencies,
    author_id       uuid        NOT NULL REFERENCES accounts.users,
    name            text        NOT NULL,
    organizer       text,
    co_organizers   text,
    opens_at        timestamptz,
    closes_at       timestamptz,
    content         text,
    audience        text,
    scale           text,
    requirements    text,
    how_to_register text,
    enquiries       text,
    cover_file_id   uuid REFERENCES files.uploads,
    settings        jsonb       NOT NULL,
    state           text        NOT NULL CHECK (state IN ('Draft', 'Published', 'Cancelled', 'Closed')),
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    published_at    timestamptz,
    -- Shut before the announced time, or cancelled.
    ended_at        timestamptz,
    CHECK (closes_at > opens_at),
    -- JF-8.3.1: nothing is public while one of the seven elements is missing.
    CHECK (state = 'Draft' OR (published_at IS NOT NULL AND organizer IS NOT NULL AND co_organizers IS NOT NULL
        AND opens_at IS NOT NULL AND closes_at IS NOT NULL AND content IS NOT NULL AND audience IS NOT NULL
        AND scale IS NOT NULL AND requirements IS NOT NULL AND how_to_register IS NOT NULL AND enquiries IS NOT NULL))
);
CREATE INDEX ON fairs.fairs (agency_id, state);
CREATE INDEX ON fairs.fairs (state, opens_at);
CREATE INDEX ON fairs.fairs (cover_file_id) WHERE cover_file_id IS NOT NULL;

CREATE TABLE fairs.halls
(
    id       uuid PRIMARY KEY,
    fair_id  uuid    NOT NULL REFERENCES fairs.fairs,
    name     text    NOT NULL,
    category text,
    position integer NOT NULL
);
CREATE INDEX ON fairs.halls (fair_id, position);

CREATE TABLE fairs.exhibitors
(
    id              uuid PRIMARY KEY,
    agency_id       uuid        NOT NULL REFERENCES organisations.agencies,
    fair_id         uuid        NOT NULL REFERENCES fairs.fairs,
    employer_id     uuid        NOT NULL REFERENCES organisations.employers,
    author_id       uuid        NOT NULL REFERENCES accounts.users,
    introduction    text        NOT NULL,
    job_ids         uuid[]      NOT NULL,
    staff_ids       uuid[]      NOT NULL,
    state           text        NOT NULL CHECK (state IN ('Submitted', 'Approved', 'Refused', 'Withdrawn')),
    submitted_at    timestamptz NOT NULL,
    decided_at      timestamptz,
    decided_by      uuid REFERENCES accounts.users,
    decision_reason text,
    UNIQUE (fair_id, employer_id),
    CHECK (state <> 'Refused' OR decision_reason IS NOT NULL)
);
CREATE INDEX ON fairs.exhibitors (employer_id);
CREATE INDEX ON fairs.exhibitors (fair_id, state);

-- A booth is there once its exhibitor is approved. Its grain writes state and people on duty.
CREATE TABLE fairs.booths
(
    id           uuid PRIMARY KEY,
    agency_id    uuid   NOT NULL REFERENCES organisations.agencies,
    fair_id      uuid   NOT NULL REFERENCES fairs.fairs,
    hall_id      uuid   NOT NULL REFERENCES fairs.halls,
    exhibitor_id uuid   NOT NULL UNIQUE REFERENCES fairs.exhibitors,
    employer_id  uuid   NOT NULL REFERENCES organisations.employers,
    number       text   NOT NULL,
    state        text   NOT NULL CHECK (state IN ('Open', 'Paused', 'Closed')),
    state_reason text,
    state_since  timestamptz NOT NULL,
    on_duty      uuid[] NOT NULL,
    UNIQUE (fair_id, number)
);
CREATE INDEX ON fairs.booths (hall_id);
CREATE INDEX ON fairs.booths (employer_id);

CREATE TABLE fairs.registrations
(
    id              uuid PRIMARY KEY,
    agency_id       uuid        NOT NULL REFERENCES organisations.agencies,
    fair_id         uuid        NOT NULL REFERENCES fairs.fairs,
    candidate_id    uuid        NOT NULL REFERENCES accounts.users,
    candidate_name  text        NOT NULL,
    headline        text,
    entrusted       boolean     NOT NULL,
    state           text        NOT NULL CHECK (state IN ('Submitted', 'Approved', 'Refused', 'Withdrawn')),
    submitted_at    timestamptz NOT NULL,
    decided_at      timestamptz,
    decided_by      uuid REFERENCES accounts.users,
    decision_reason text,
    UNIQUE (fair_id, candidate_id),
    CHECK (state <> 'Refused' OR decision_reason IS NOT NULL)
);
CREATE INDEX ON fairs.registrations (candidate_id);
CREATE INDEX ON fairs.registrations (fair_id, state, submitted_at);

-- JF-8.4: where the announcement stands, what was told since, and one task for each notice on each medium.
CREATE TABLE fairs.publications
(
    id           uuid PRIMARY KEY,
    agency_id    uuid        NOT NULL REFERENCES organisations.agencies,
    fair_id      uuid        NOT NULL REFERENCES fairs.fairs,
    author_id    uuid        NOT NULL REFERENCES accounts.users,
    medium       text        NOT NULL,
    address      text,
    published_at timestamptz NOT NULL,
    proof        text
);
CREATE INDEX ON fairs.publications (fair_id);

CREATE TABLE fairs.notices
(
    id        uuid PRIMARY KEY,
    agency_id uuid        NOT NULL REFERENCES organisations.agencies,
    fair_id   uuid        NOT NULL REFERENCES fairs.fairs,
    author_id uuid        NOT NULL REFERENCES accounts.users,
    kind      text        NOT NULL CHECK (kind IN ('Change', 'Cancellation', 'Closure', 'Broadcast')),
    text      text        NOT NULL,
    reason    text,
    at        timestamptz NOT NULL,
    told      integer     NOT NULL
);
CREATE INDEX ON fairs.notices (fair_id, at);
REVOKE UPDATE, DELETE, TRUNCATE ON fairs.notices FROM pinchang_app;

CREATE TABLE fairs.notice_tasks
(
    id             uuid PRIMARY KEY,
    agency_id      uuid        NOT NULL REFERENCES organisations.agencies,
    notice_id      uuid        NOT NULL REFERENCES fairs.notices,
    publication_id uuid        NOT NULL REFERENCES fairs.publications,
    due_at         timestamptz NOT NULL,
    proof          text,
    proven_at      timestamptz,
    proven_by      uuid REFERENCES accounts.users,
    UNIQUE (notice_id, publication_id),
    CHECK ((proof IS NULL) = (proven_at IS NULL))
);
CREATE INDEX ON fairs.notice_tasks (publication_id);
CREATE INDEX ON fairs.notice_tasks (due_at) WHERE proven_at IS NULL;
