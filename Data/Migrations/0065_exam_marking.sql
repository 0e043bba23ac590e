-- Marking: a round per sitting, scripts without their candidates, answers to be marked, marks as they were given, and who has what in hand.

CREATE TABLE exams.marking_rounds
(
    id           uuid PRIMARY KEY,
    agency_id    uuid          NOT NULL REFERENCES organisations.agencies,
    project_id   uuid          NOT NULL REFERENCES exams.projects,
    sitting_id   uuid          NOT NULL UNIQUE,
    paper_id     uuid          NOT NULL,
    sitting_name text          NOT NULL,
    settings     jsonb         NOT NULL,
    full_points  numeric(8, 2) NOT NULL CHECK (full_points > 0),
    opened_by    uuid          NOT NULL REFERENCES accounts.users,
    opened_at    timestamptz   NOT NULL
);
CREATE INDEX ON exams.marking_rounds (project_id);
REVOKE DELETE, TRUNCATE ON exams.marking_rounds FROM pinchang_app;

-- The only place where a code and a session stand side by side; nothing that a marker is shown is read from session_id.
CREATE TABLE exams.blind_scripts
(
    id                    uuid PRIMARY KEY,
    agency_id             uuid          NOT NULL REFERENCES organisations.agencies,
    round_id              uuid          NOT NULL REFERENCES exams.marking_rounds,
    session_id            uuid          NOT NULL UNIQUE,
    registration_id       uuid          NOT NULL,
    ticket_number         text          NOT NULL,
    script_sha256         text          NOT NULL,
    code                  text          NOT NULL,
    objective             numeric(8, 2) NOT NULL CHECK (objective >= 0),
    objective_by_question jsonb         NOT NULL,
    referred              boolean,
    referral_note         text,
    referred_by           uuid REFERENCES accounts.users,
    referred_at           timestamptz,
    UNIQUE (round_id, code)
);
CREATE INDEX ON exams.blind_scripts (registration_id);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.blind_scripts FROM pinchang_app;
GRANT UPDATE (referred, referral_note, referred_by, referred_at) ON exams.blind_scripts TO pinchang_app;

CREATE TABLE exams.marking_tasks
(
    id                uuid PRIMARY KEY,
    agency_id         uuid          NOT NULL REFERENCES organisations.agencies,
    round_id          uuid          NOT NULL REFERENCES exams.marking_rounds,
    script_id         uuid          NOT NULL REFERENCES exams.blind_scripts,
    question_id       text          NOT NULL,
    question_number   integer       NOT NULL,
    max_points        numeric(8, 2) NOT NULL CHECK (max_points > 0),
    threshold         numeric(8, 2) NOT NULL CHECK (threshold >= 0),
    step              numeric(8, 2) NOT NULL CHECK (step > 0),
    answer            text          NOT NULL,
    covered           text[]        NOT NULL,
    lot               integer       NOT NULL,
    state             text          NOT NULL CHECK (state IN ('Marking', 'ThirdMark', 'Adjudication', 'Settled')),
    points            numeric(8, 2) CHECK (points >= 0 AND points <= max_points),
    by                text CHECK (by IN ('Blank', 'Mean', 'ThirdMark', 'Adjudicated')),
    settled_at        timestamptz,
    spot_check_cause  text CHECK (spot_check_cause IN ('Sample', 'ZeroPoints', 'FullPoints')),
    spot_check_agreed boolean,
    spot_check_note   text,
    spot_checked_by   uuid REFERENCES accounts.users,
    reopened_reason   text,
    UNIQUE (script_id, question_id),
    CHECK ((state = 'Settled') = (points IS NOT NULL))
);
CREATE INDEX ON exams.marking_tasks (round_id, question_id, state, lot);
CREATE INDEX ON exams.marking_tasks (round_id) WHERE spot_check_cause IS NOT NULL;
-- What a candidate wrote and what it may earn stay as they were when marking opened.
REVOKE UPDATE, DELETE, TRUNCATE ON exams.marking_tasks FROM pinchang_app;
GRANT UPDATE (threshold, step, state, points, by, settled_at, spot_check_cause, spot_check_agreed, spot_check_note, spot_checked_by, reopened_reason)
    ON exams.marking_tasks TO pinchang_app;

CREATE TABLE exams.marks
(
    id          uuid PRIMARY KEY,
    round_id    uuid          NOT NULL REFERENCES exams.marking_rounds,
    task_id     uuid          NOT NULL REFERENCES exams.marking_tasks,
    marker_id   uuid          NOT NULL REFERENCES accounts.users,
    kind        text          NOT NULL CHECK (kind IN ('First', 'Second', 'Third', 'SelfCheck', 'Adjudication')),
    points      numeric(8, 2) NOT NULL CHECK (points >= 0),
    comment     text,
    annotations jsonb         NOT NULL,
    claimed_at  timestamptz   NOT NULL,
    given_at    timestamptz   NOT NULL
);
-- Whatever the application believes: one first, one second, one third mark, and no marker twice among them.
CREATE UNIQUE INDEX ON exams.marks (task_id, kind) WHERE kind IN ('First', 'Second', 'Third');
CREATE UNIQUE INDEX ON exams.marks (task_id, marker_id) WHERE kind IN ('First', 'Second', 'Third');
CREATE INDEX ON exams.marks (round_id, marker_id, given_at DESC);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.marks FROM pinchang_app;

CREATE TABLE exams.mark_claims
(
    task_id       uuid        NOT NULL REFERENCES exams.marking_tasks,
    marker_id     uuid        NOT NULL REFERENCES accounts.users,
    round_id      uuid        NOT NULL REFERENCES exams.marking_rounds,
    is_self_check boolean     NOT NULL,
    claimed_at    timestamptz NOT NULL,
    lease_until   timestamptz NOT NULL,
    PRIMARY KEY (task_id, marker_id)
);
-- One answer at a time in each pair of hands.
CREATE UNIQUE INDEX ON exams.mark_claims (marker_id, round_id);

-- Who opened which answer, and who was not let.
CREATE TABLE exams.answer_openings
(
    id        uuid PRIMARY KEY,
    task_id   uuid        NOT NULL REFERENCES exams.marking_tasks,
    person_id uuid        NOT NULL REFERENCES accounts.users,
    act       text        NOT NULL CHECK (act IN ('Claimed', 'Released', 'Read', 'Refused', 'Adjudicating', 'SpotCheck')),
    at        timestamptz NOT NULL
);
CREATE INDEX ON exams.answer_openings (task_id, at);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.answer_openings FROM pinchang_app;
