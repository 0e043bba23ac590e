-- LH-6.2.1, JF-10, EX-8: questionnaires. What somebody answered and that they answered stand in two tables, and no column leads from one to the other.
CREATE TABLE compliance.surveys
(
    id           uuid PRIMARY KEY,
    agency_id    uuid        NOT NULL REFERENCES organisations.agencies,
    service      text        NOT NULL CHECK (service IN ('LiveHiring', 'JobFair', 'Exam')),
    audience     text        NOT NULL CHECK (audience IN ('Candidate', 'Employer')),
    -- A session of a room, a fair or an exam project.
    subject_id   uuid        NOT NULL,
    subject_name text        NOT NULL,
    title        text        NOT NULL,
    introduction text,
    questions    jsonb       NOT NULL,
    created_at   timestamptz NOT NULL,
    published_at timestamptz,
    closes_at    timestamptz,
    CHECK ((published_at IS NULL) = (closes_at IS NULL)),
    CHECK (closes_at >= published_at),
    UNIQUE (subject_id, audience)
);
CREATE INDEX ON compliance.surveys (agency_id, created_at DESC);
CREATE INDEX ON compliance.surveys (closes_at) WHERE published_at IS NOT NULL;
REVOKE DELETE, TRUNCATE ON compliance.surveys FROM pinchang_app;

-- Who has answered: each person once. Without a time, which could be laid beside something else that carries one.
CREATE TABLE compliance.survey_takings
(
    survey_id uuid NOT NULL REFERENCES compliance.surveys,
    person_id uuid NOT NULL REFERENCES accounts.users,
    PRIMARY KEY (survey_id, person_id)
);
CREATE INDEX ON compliance.survey_takings (person_id);
REVOKE UPDATE, TRUNCATE ON compliance.survey_takings FROM pinchang_app;

-- What was answered. The id is drawn, so that the order of ids is not the order of answering.
CREATE TABLE compliance.survey_answers
(
    id        uuid PRIMARY KEY,
    survey_id uuid  NOT NULL REFERENCES compliance.surveys,
    body      jsonb NOT NULL
);
CREATE INDEX ON compliance.survey_answers (survey_id);
REVOKE UPDATE, DELETE, TRUNCATE ON compliance.survey_answers FROM pinchang_app;

-- Who may answer: those who used the service.
CREATE VIEW compliance.survey_people AS
SELECT survey.id AS survey_id, application.candidate_id AS person_id
FROM compliance.surveys AS survey JOIN applications.applications AS application ON application.session_id = survey.subject_id
WHERE survey.service = 'LiveHiring' AND survey.audience = 'Candidate'
UNION
SELECT survey.id, line.actor_id
FROM compliance.surveys AS survey JOIN live.feed AS line ON line.session_id = survey.subject_id AND line.kind IN ('chat', 'question')
    JOIN live.rooms AS room ON room.id = line.room_id
WHERE survey.service = 'LiveHiring' AND survey.audience = 'Candidate' AND line.actor_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM accounts.memberships AS member WHERE member.user_id = line.actor_id AND member.scope_id = room.employer_id)
UNION
SELECT survey.id, member.user_id
FROM compliance.surveys AS survey JOIN live.sessions AS session ON session.id = survey.subject_id JOIN live.rooms AS room ON room.id = session.room_id
    JOIN accounts.memberships AS member ON member.scope_id = room.employer_id
WHERE survey.service = 'LiveHiring' AND survey.audience = 'Employer'
UNION
SELECT survey.id, registration.candidate_id
FROM compliance.surveys AS survey JOIN fairs.registrations AS registration ON registration.fair_id = survey.subject_id AND registration.state = 'Approved'
WHERE survey.service = 'JobFair' AND survey.audience = 'Candidate'
UNION
SELECT survey.id, staff.id
FROM compliance.surveys AS survey JOIN fairs.exhibitors AS exhibitor ON exhibitor.fair_id = survey.subject_id AND exhibitor.state = 'Approved'
    CROSS JOIN LATERAL unnest(exhibitor.author_id || exhibitor.staff_ids) AS staff (id)
WHERE survey.service = 'JobFair' AND survey.audience = 'Employer'
UNION
SELECT survey.id, session.candidate_id
FROM compliance.surveys AS survey JOIN exams.sessions AS session ON session.project_id = survey.subject_id AND session.started_at IS NOT NULL
WHERE survey.service = 'Exam' AND survey.audience = 'Candidate';
