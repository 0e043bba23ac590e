-- JF-9c: what was done to the installation, and when. Migrations are told by public.schema_versions.
CREATE TABLE compliance.maintenance
(
    id     uuid        PRIMARY KEY,
    at     timestamptz NOT NULL,
    act    text        NOT NULL CHECK (act IN ('Started', 'Stopped', 'LedgerVerified', 'LedgerPurged', 'MonthsMade')),
    host   text        NOT NULL,
    detail text
);
CREATE INDEX ON compliance.maintenance (at DESC);
REVOKE UPDATE, DELETE, TRUNCATE ON compliance.maintenance FROM pinchang_app;

-- The sign-in log is searched by account, address and time.
CREATE INDEX ON accounts.sign_ins (agency_id, at DESC);
CREATE INDEX ON accounts.sign_ins (address, at DESC);

-- As in 0091, in the words of those who read it; a ticket's number, which is masked in a line, is left out.
CREATE OR REPLACE FUNCTION exams.tell_ledger_of_project() RETURNS trigger LANGUAGE plpgsql AS
$$
DECLARE
    now_at timestamptz := clock_timestamp();
BEGIN
    INSERT INTO compliance.ledger_lines (id, at, agency_id, kind, actor_id, address, organisation_id, person_id, subject, subject_id, service_id, after, what, reason)
    SELECT compliance.ledger_id(now_at), now_at, project.agency_id, fact.kind, fact.actor_id, coalesce(fact.address, compliance.ledger_address()), project.client_id,
           nullif(fact.person_id, fact.actor_id), fact.subject, fact.subject_id, project.id, fact.after, fact.what, compliance.ledger_words(fact.reason)
    FROM (
        SELECT (body ->> 'project_id')::uuid AS project_id, 'exam.pledge-signed' AS kind, (body ->> 'candidate_id')::uuid AS actor_id, NULL::uuid AS person_id,
               'exam-project' AS subject, (body ->> 'project_id')::uuid AS subject_id, NULL AS after,
               '公告第' || (body ->> 'notice_version') || '版，承诺书第' || (body ->> 'pledge_version') || '版' AS what, NULL AS reason, NULL AS address
        FROM added AS row, to_jsonb(row) AS body WHERE TG_TABLE_NAME = 'acknowledgements'
        UNION ALL
        SELECT (body ->> 'project_id')::uuid, 'exam.secrecy-signed', (body ->> 'user_id')::uuid, NULL, 'exam-project', (body ->> 'project_id')::uuid,
               NULL, '第' || (body ->> 'version') || '版', NULL, NULL
        FROM added AS row, to_jsonb(row) AS body WHERE TG_TABLE_NAME = 'secrecy_agreements'
        UNION ALL
        SELECT registration.project_id, 'exam.registration-stepped', (body ->> 'actor_id')::uuid, registration.candidate_id, 'exam-registration', registration.id,
               body ->> 'kind', registration.position_name, CASE WHEN body ->> 'kind' <> 'TicketIssued' THEN body ->> 'text' END, NULL
        FROM added AS row, to_jsonb(row) AS body JOIN exams.registrations AS registration ON registration.id = (body ->> 'registration_id')::uuid
        WHERE TG_TABLE_NAME = 'registration_steps'
        UNION ALL
        SELECT paper.project_id, 'exam.paper-accessed', (body ->> 'user_id')::uuid, NULL, 'exam-paper', paper.id,
               coalesce(body ->> 'refused_with', 'granted'), body ->> 'act', body ->> 'reason', body ->> 'address'
        FROM added AS row, to_jsonb(row) AS body JOIN exams.papers AS paper ON paper.id = (body ->> 'paper_id')::uuid
        WHERE TG_TABLE_NAME = 'paper_access'
        UNION ALL
        -- Of a mark who gave it and how often it was given, not whose script it is: marking is blind.
        SELECT round.project_id, 'exam.mark-given', (body ->> 'marker_id')::uuid, NULL, 'marking-task', (body ->> 'task_id')::uuid,
               body ->> 'points', body ->> 'kind', NULL, NULL
        FROM added AS row, to_jsonb(row) AS body JOIN exams.marking_rounds AS round ON round.id = (body ->> 'round_id')::uuid
        WHERE TG_TABLE_NAME = 'marks'
    ) AS fact
    JOIN exams.projects AS project ON project.id = fact.project_id;
    RETURN NULL;
END
$$;
