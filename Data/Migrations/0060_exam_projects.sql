-- Exam projects of an agency: the client that entrusts it, positions, and the notice in each of its published versions.

ALTER TABLE accounts.memberships DROP CONSTRAINT memberships_scope_check;
ALTER TABLE accounts.memberships ADD CHECK (scope IN ('Agency', 'Employer', 'Project'));

CREATE TABLE exams.projects
(
    id                     uuid PRIMARY KEY,
    agency_id              uuid        NOT NULL REFERENCES organisations.agencies,
    client_id              uuid        NOT NULL REFERENCES organisations.employers,
    serial                 integer     NOT NULL,
    name                   text        NOT NULL,
    registration_opens_at  timestamptz,
    registration_closes_at timestamptz,
    contact_name           text,
    contact_phone          text,
    introduction           text,
    guide                  text,
    arrangements           text,
    notice_version         integer     NOT NULL,
    last_ticket            integer     NOT NULL,
    created_by             uuid        NOT NULL REFERENCES accounts.users,
    created_at             timestamptz NOT NULL,
    changed_at             timestamptz NOT NULL,
    CHECK (registration_opens_at < registration_closes_at),
    UNIQUE (agency_id, serial)
);
CREATE INDEX ON exams.projects (client_id);

CREATE TABLE exams.positions
(
    id                uuid PRIMARY KEY,
    agency_id         uuid    NOT NULL REFERENCES organisations.agencies,
    project_id        uuid    NOT NULL REFERENCES exams.projects,
    code              text    NOT NULL,
    name              text    NOT NULL,
    department        text,
    headcount         integer NOT NULL CHECK (headcount > 0),
    education         text    NOT NULL CHECK (education IN ('Any', 'Secondary', 'JuniorCollege', 'Bachelor', 'Master', 'Doctor')),
    majors            text,
    max_age           integer,
    requirements      text,
    UNIQUE (project_id, code)
);

-- What was published stays as it was published; a change is another version with its reason.
CREATE TABLE exams.notices
(
    project_id   uuid        NOT NULL REFERENCES exams.projects,
    version      integer     NOT NULL,
    agency_id    uuid        NOT NULL REFERENCES organisations.agencies,
    title        text        NOT NULL,
    client_name  text        NOT NULL,
    opens_at     timestamptz NOT NULL,
    closes_at    timestamptz NOT NULL,
    headcount    integer     NOT NULL,
    contents     jsonb       NOT NULL,
    reason       text,
    published_by uuid        NOT NULL REFERENCES accounts.users,
    published_at timestamptz NOT NULL,
    PRIMARY KEY (project_id, version),
    CHECK (opens_at < closes_at),
    CHECK (version = 1 OR reason IS NOT NULL)
);
CREATE INDEX ON exams.notices (closes_at);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.notices FROM pinchang_app;
