-- Facts that grains append by statements of their own, and rows that name no agency, leave their line by triggers: in the same transaction,
-- once for each row that was really added, and whoever writes them. Facts that EF writes are told by Data/Ledger/LedgerScribe.cs.

-- A version 7 id of that moment, like those that the product makes.
CREATE FUNCTION compliance.ledger_id(at timestamptz) RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS
$$
    SELECT encode(set_bit(set_bit(
        overlay(uuid_send(gen_random_uuid()) PLACING substring(int8send((extract(epoch FROM at) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
        52, 1), 53, 1), 'hex')::uuid
$$;

-- Without the numbers that name somebody, and no longer than a line may be.
CREATE FUNCTION compliance.ledger_words(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$
    SELECT nullif(left(regexp_replace(regexp_replace(btrim(words), '[0-9]{7,}[0-9Xx]?', '•••••••', 'g'), '[[:cntrl:]]', ' ', 'g'), 500), '')
$$;

-- The address that the command came from, where its transaction says so.
CREATE FUNCTION compliance.ledger_address() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
$$
    SELECT nullif(current_setting('pinchang.address', true), '')
$$;

CREATE FUNCTION live.tell_ledger() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    INSERT INTO compliance.ledger_lines (id, at, agency_id, kind, actor_id, organisation_id, person_id, subject, subject_id, service_id, after, what, reason)
    SELECT compliance.ledger_id(fact.at), fact.at, room.agency_id,
           CASE fact.kind
               WHEN 'started' THEN 'live-session.started'
               WHEN 'ended' THEN 'live-session.ended'
               WHEN 'notice' THEN 'live-session.notice-pinned'
               WHEN 'chat-removed' THEN 'live-session.chat-removed'
               WHEN 'restriction' THEN 'live-session.viewer-restricted'
               ELSE CASE WHEN fact.body #>> '{item,card,state}' = 'withdrawn' THEN 'live-session.card-withdrawn' ELSE 'live-session.card-shown' END
           END,
           fact.actor_id, room.employer_id,
           CASE fact.kind WHEN 'restriction' THEN fact.subject_id END,
           CASE fact.kind WHEN 'card' THEN 'job-card' WHEN 'chat-removed' THEN 'chat-message' ELSE 'live-room' END,
           CASE WHEN fact.kind IN ('card', 'chat-removed') THEN coalesce(fact.subject_id, fact.room_id) ELSE fact.room_id END,
           fact.session_id,
           CASE fact.kind
               WHEN 'card' THEN fact.body #>> '{item,card,state}'
               WHEN 'restriction' THEN CASE WHEN (fact.body ->> 'removed')::boolean THEN 'removed' ELSE fact.body ->> 'until' END
           END,
           compliance.ledger_words(CASE fact.kind WHEN 'card' THEN fact.body #>> '{item,card,job,title}' WHEN 'notice' THEN fact.body #>> '{item,text}' ELSE room.title END),
           compliance.ledger_words(fact.body ->> 'reason')
    FROM added AS fact JOIN live.rooms AS room ON room.id = fact.room_id
    WHERE fact.kind IN ('started', 'ended', 'notice', 'chat-removed', 'restriction', 'card');
    RETURN NULL;
END
$$;
CREATE TRIGGER tell_ledger AFTER INSERT ON live.feed REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live.tell_ledger();

CREATE FUNCTION exams.tell_ledger_of_session() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    INSERT INTO compliance.ledger_lines (id, at, agency_id, kind, actor_id, organisation_id, person_id, subject, subject_id, service_id, after, what, reason)
    SELECT compliance.ledger_id(fact.at), fact.at, session.agency_id, told.kind, fact.actor_id, project.client_id, session.candidate_id,
           'exam-session', fact.session_id, session.project_id,
           CASE fact.kind
               WHEN 'Sealed' THEN fact.body ->> 'endKind'
               WHEN 'EntryDecided' THEN CASE WHEN (fact.body ->> 'admitted')::boolean THEN 'admitted' ELSE 'refused' END
               WHEN 'IdentityDecided' THEN fact.body ->> 'decision'
               WHEN 'LateDecided' THEN CASE WHEN (fact.body ->> 'accepted')::boolean THEN 'accepted' ELSE 'refused' END
           END,
           -- Of a hand-in the hash, which the candidate has too.
           CASE fact.kind
               WHEN 'Sealed' THEN 'sha256 ' || (fact.body ->> 'sha256')
               WHEN 'AnswerFileKept' THEN 'sha256 ' || (fact.body ->> 'sha256')
               WHEN 'Extended' THEN (fact.body ->> 'seconds') || ' s'
               WHEN 'Terminated' THEN compliance.ledger_words(fact.body ->> 'rule')
           END,
           compliance.ledger_words(fact.body ->> 'reason')
    FROM added AS fact
    JOIN (VALUES ('Started', 'exam.session-started'), ('Sealed', 'exam.session-handed-in'), ('NeverStarted', 'exam.session-missed'),
                 ('Extended', 'exam.session-extended'), ('Terminated', 'exam.session-terminated'), ('EntryDecided', 'exam.entry-decided'),
                 ('IdentityDecided', 'exam.identity-decided'), ('LateDecided', 'exam.late-answers-decided'), ('AnswerFileKept', 'exam.answer-file-kept')
         ) AS told (fact, kind) ON told.fact = fact.kind
    JOIN exams.sessions AS session ON session.id = fact.session_id
    JOIN exams.projects AS project ON project.id = session.project_id;
    RETURN NULL;
END
$$;
CREATE TRIGGER tell_ledger AFTER INSERT ON exams.session_facts REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION exams.tell_ledger_of_session();

CREATE FUNCTION fairs.tell_ledger() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    INSERT INTO compliance.ledger_lines (id, at, agency_id, kind, actor_id, organisation_id, person_id, subject, subject_id, service_id, after, what)
    SELECT compliance.ledger_id(fact.at), fact.at, booth.agency_id, told.kind, fact.actor_id, booth.employer_id,
           (SELECT candidate_id FROM fairs.talks AS talk WHERE talk.id = fact.talk_id),
           CASE WHEN fact.talk_id IS NULL THEN 'booth' ELSE 'talk' END, coalesce(fact.talk_id, fact.booth_id), booth.fair_id, fact.detail, booth.number
    FROM added AS fact
    JOIN (VALUES ('CallAnswered', 'talk.started'), ('TalkEnded', 'talk.ended'), ('Settled', 'talk.settled'),
                 ('ResultUndone', 'talk.result-undone'), ('ResumeShared', 'talk.resume-shared'), ('StateChanged', 'fair.booth-changed')) AS told (fact, kind) ON told.fact = fact.kind
    JOIN fairs.booths AS booth ON booth.id = fact.booth_id;
    RETURN NULL;
END
$$;
CREATE TRIGGER tell_ledger AFTER INSERT ON fairs.booth_events REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION fairs.tell_ledger();

-- What staff decide about a session and look at of its candidate.
CREATE FUNCTION exams.tell_ledger_of_invigilation() RETURNS trigger LANGUAGE plpgsql AS
$$
DECLARE
    now_at timestamptz := clock_timestamp();
BEGIN
    INSERT INTO compliance.ledger_lines (id, at, agency_id, kind, actor_id, address, organisation_id, person_id, subject, subject_id, service_id, after, what, reason)
    SELECT compliance.ledger_id(now_at), now_at, session.agency_id, fact.kind, fact.actor_id, compliance.ledger_address(), project.client_id, session.candidate_id,
           'exam-session', session.id, session.project_id, fact.after, fact.what, compliance.ledger_words(fact.reason)
    FROM (
        SELECT event.session_id, 'exam.event-decided' AS kind, (to_jsonb(row) ->> 'decided_by')::uuid AS actor_id,
               to_jsonb(row) ->> 'verdict' AS after, event.kind AS what, to_jsonb(row) ->> 'reason' AS reason
        FROM added AS row JOIN exams.session_events AS event ON event.id = (to_jsonb(row) ->> 'event_id')::uuid WHERE TG_TABLE_NAME = 'event_decisions'
        UNION ALL
        SELECT (to_jsonb(row) ->> 'session_id')::uuid, 'exam.termination-confirmed', (to_jsonb(row) ->> 'person_id')::uuid,
               CASE WHEN (to_jsonb(row) ->> 'agreed')::boolean THEN 'agreed' ELSE 'refused' END, NULL, to_jsonb(row) ->> 'reason'
        FROM added AS row WHERE TG_TABLE_NAME = 'termination_confirmations'
        UNION ALL
        SELECT (to_jsonb(row) ->> 'session_id')::uuid, 'exam.evidence-viewed', (to_jsonb(row) ->> 'viewer_id')::uuid, NULL, to_jsonb(row) ->> 'part', NULL
        FROM added AS row WHERE TG_TABLE_NAME = 'evidence_views'
    ) AS fact
    JOIN exams.sessions AS session ON session.id = fact.session_id
    JOIN exams.projects AS project ON project.id = session.project_id;
    RETURN NULL;
END
$$;
CREATE TRIGGER tell_ledger AFTER INSERT ON exams.event_decisions REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION exams.tell_ledger_of_invigilation();
CREATE TRIGGER tell_ledger AFTER INSERT ON exams.termination_confirmations REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION exams.tell_ledger_of_invigilation();
CREATE TRIGGER tell_ledger AFTER INSERT ON exams.evidence_views REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION exams.tell_ledger_of_invigilation();

-- What is signed, sent, decided and opened in an exam project.
CREATE FUNCTION exams.tell_ledger_of_project() RETURNS trigger LANGUAGE plpgsql AS
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
               'notice ' || (body ->> 'notice_version') || ', pledge ' || (body ->> 'pledge_version') AS what, NULL AS reason, NULL AS address
        FROM added AS row, to_jsonb(row) AS body WHERE TG_TABLE_NAME = 'acknowledgements'
        UNION ALL
        SELECT (body ->> 'project_id')::uuid, 'exam.secrecy-signed', (body ->> 'user_id')::uuid, NULL, 'exam-project', (body ->> 'project_id')::uuid,
               NULL, 'version ' || (body ->> 'version'), NULL, NULL
        FROM added AS row, to_jsonb(row) AS body WHERE TG_TABLE_NAME = 'secrecy_agreements'
        UNION ALL
        SELECT registration.project_id, 'exam.registration-stepped', (body ->> 'actor_id')::uuid, registration.candidate_id, 'exam-registration', registration.id,
               body ->> 'kind', registration.position_name, body ->> 'text', NULL
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
CREATE TRIGGER tell_ledger AFTER INSERT ON exams.acknowledgements REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION exams.tell_ledger_of_project();
CREATE TRIGGER tell_ledger AFTER INSERT ON exams.secrecy_agreements REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION exams.tell_ledger_of_project();
CREATE TRIGGER tell_ledger AFTER INSERT ON exams.registration_steps REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION exams.tell_ledger_of_project();
CREATE TRIGGER tell_ledger AFTER INSERT ON exams.paper_access REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION exams.tell_ledger_of_project();
CREATE TRIGGER tell_ledger AFTER INSERT ON exams.marks REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION exams.tell_ledger_of_project();
