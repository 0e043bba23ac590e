-- Question bank, blueprints, papers in their vault, the log of who wanted to open what, and secrecy agreements.

-- What a question is drawn by stands open; its text and its answer are ciphertext, and it is found by keyed hashes.
CREATE TABLE exams.questions
(
    id             uuid PRIMARY KEY,
    agency_id      uuid        NOT NULL REFERENCES organisations.agencies,
    code           text        NOT NULL,
    kind           text        NOT NULL CHECK (kind IN ('SingleChoice', 'MultipleChoice', 'TrueFalse', 'FillIn', 'Essay')),
    subject        text        NOT NULL,
    topic          text,
    difficulty     integer     NOT NULL CHECK (difficulty BETWEEN 1 AND 5),
    points         numeric     NOT NULL CHECK (points > 0),
    state          text        NOT NULL CHECK (state IN ('Active', 'Retired')),
    newest_version integer     NOT NULL,
    search_terms   bigint[]    NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    UNIQUE (agency_id, code)
);
CREATE INDEX ON exams.questions (agency_id, state, subject, kind, difficulty);
CREATE INDEX ON exams.questions USING gin (search_terms);
REVOKE DELETE, TRUNCATE ON exams.questions FROM pinchang_app;

CREATE TABLE exams.question_versions
(
    question_id uuid        NOT NULL REFERENCES exams.questions,
    number      integer     NOT NULL CHECK (number > 0),
    sealed      bytea       NOT NULL,
    author_id   uuid        NOT NULL REFERENCES accounts.users,
    written_at  timestamptz NOT NULL,
    PRIMARY KEY (question_id, number)
);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.question_versions FROM pinchang_app;

-- A spreadsheet that was read and waits to be confirmed; the bank is untouched until then.
CREATE TABLE exams.question_imports
(
    id           uuid PRIMARY KEY,
    agency_id    uuid        NOT NULL REFERENCES organisations.agencies,
    author_id    uuid        NOT NULL REFERENCES accounts.users,
    upload_key   uuid        NOT NULL,
    file_name    text        NOT NULL,
    sha256       bytea       NOT NULL,
    sealed_rows  bytea       NOT NULL,
    received_at  timestamptz NOT NULL,
    confirmed_at timestamptz,
    UNIQUE (author_id, upload_key)
);
REVOKE UPDATE, TRUNCATE ON exams.question_imports FROM pinchang_app;
GRANT UPDATE (confirmed_at) ON exams.question_imports TO pinchang_app;

CREATE TABLE exams.blueprints
(
    id         uuid PRIMARY KEY,
    agency_id  uuid        NOT NULL REFERENCES organisations.agencies,
    project_id uuid        NOT NULL REFERENCES exams.projects,
    content    jsonb       NOT NULL,
    version    integer     NOT NULL,
    author_id  uuid        NOT NULL REFERENCES accounts.users,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX ON exams.blueprints (project_id);

CREATE TABLE exams.papers
(
    id               uuid PRIMARY KEY,
    agency_id        uuid        NOT NULL REFERENCES organisations.agencies,
    project_id       uuid        NOT NULL REFERENCES exams.projects,
    title            text        NOT NULL,
    state            text        NOT NULL CHECK (state IN ('Assembled', 'Sealing', 'Sealed', 'Discarded')),
    -- Ids, kinds and points: no text, and no way back to the bank.
    outline          jsonb       NOT NULL,
    section_titles   text[]      NOT NULL,
    content_sha256   bytea       NOT NULL,
    assembled_by     uuid        NOT NULL REFERENCES accounts.users,
    assembled_at     timestamptz NOT NULL,
    release_at       timestamptz,
    marking_opens_at timestamptz,
    sealed_by        uuid REFERENCES accounts.users,
    sealed_at        timestamptz,
    countersigned_by uuid REFERENCES accounts.users,
    countersigned_at timestamptz,
    CHECK ((state IN ('Sealing', 'Sealed')) = (sealed_at IS NOT NULL)),
    CHECK ((sealed_at IS NULL) = (release_at IS NULL) AND (sealed_at IS NULL) = (sealed_by IS NULL)),
    CHECK ((release_at IS NULL) = (marking_opens_at IS NULL) AND release_at <= marking_opens_at),
    CHECK ((state = 'Sealed') = (countersigned_at IS NOT NULL)),
    CHECK ((countersigned_at IS NULL) = (countersigned_by IS NULL)),
    -- Two persons.
    CHECK (countersigned_by <> sealed_by)
);
CREATE INDEX ON exams.papers (project_id, assembled_at);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.papers FROM pinchang_app;
GRANT UPDATE (state, release_at, marking_opens_at, sealed_by, sealed_at, countersigned_by, countersigned_at) ON exams.papers TO pinchang_app;

-- The application may ask for anything; a sealed paper moves only later, and never back.
CREATE FUNCTION exams.keep_paper_sealed() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    IF OLD.state = 'Discarded' AND NEW.state <> 'Discarded' THEN
        RAISE EXCEPTION 'a discarded paper stays discarded' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state = 'Sealed' AND (NEW.state <> 'Sealed'
        OR NEW.release_at < OLD.release_at
        OR NEW.marking_opens_at < OLD.marking_opens_at
        OR NEW.sealed_by <> OLD.sealed_by
        OR NEW.countersigned_by <> OLD.countersigned_by) THEN
        RAISE EXCEPTION 'a sealed paper opens at its time or later' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER keep_paper_sealed BEFORE UPDATE ON exams.papers FOR EACH ROW EXECUTE FUNCTION exams.keep_paper_sealed();

-- Ciphertext and wrapped keys. Wrapping is renewed when a paper is sealed or postponed, since it holds the times.
CREATE TABLE exams.paper_vault
(
    paper_id             uuid PRIMARY KEY REFERENCES exams.papers,
    sealed_content       bytea NOT NULL,
    sealed_marking_key   bytea NOT NULL,
    sealed_manifest      bytea NOT NULL,
    wrapped_content_key  bytea NOT NULL,
    wrapped_answers_key  bytea NOT NULL
);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.paper_vault FROM pinchang_app;
GRANT UPDATE (wrapped_content_key, wrapped_answers_key) ON exams.paper_vault TO pinchang_app;

-- Every attempt, granted or refused.
CREATE TABLE exams.paper_access
(
    id           uuid PRIMARY KEY,
    paper_id     uuid        NOT NULL REFERENCES exams.papers,
    agency_id    uuid        NOT NULL REFERENCES organisations.agencies,
    at           timestamptz NOT NULL,
    act          text        NOT NULL,
    user_id      uuid REFERENCES accounts.users,
    reason       text        NOT NULL,
    address      text,
    refused_with text
);
CREATE INDEX ON exams.paper_access (paper_id, id);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.paper_access FROM pinchang_app;

CREATE TABLE exams.secrecy_agreements
(
    project_id  uuid        NOT NULL REFERENCES exams.projects,
    user_id     uuid        NOT NULL REFERENCES accounts.users,
    version     integer     NOT NULL,
    signed_name text        NOT NULL,
    signed_at   timestamptz NOT NULL,
    PRIMARY KEY (project_id, user_id, version)
);
REVOKE UPDATE, DELETE, TRUNCATE ON exams.secrecy_agreements FROM pinchang_app;
