-- Rules, plans, agreements and guides of an agency, version by version. What was published stays as it was: a version is written again only
-- as long as it is a draft.
CREATE TABLE compliance.documents
(
    id                uuid PRIMARY KEY,
    agency_id         uuid    NOT NULL REFERENCES organisations.agencies,
    template_key      text    NOT NULL,
    owner_id          uuid    NOT NULL REFERENCES accounts.users,
    newest_version    integer NOT NULL,
    published_version integer,
    review_by         date,
    reminded          integer,
    UNIQUE (agency_id, template_key)
);
CREATE INDEX ON compliance.documents (owner_id);
CREATE INDEX ON compliance.documents (review_by) WHERE review_by IS NOT NULL;

CREATE TABLE compliance.document_versions
(
    document_id     uuid        NOT NULL REFERENCES compliance.documents,
    number          integer     NOT NULL CHECK (number > 0),
    state           text        NOT NULL CHECK (state IN ('Draft', 'Submitted', 'Refused', 'Published', 'Superseded')),
    markdown        text        NOT NULL,
    valid_from      date        NOT NULL,
    review_by       date        NOT NULL,
    valid_until     date,
    author_id       uuid        NOT NULL REFERENCES accounts.users,
    written_at      timestamptz NOT NULL,
    decided_by      uuid REFERENCES accounts.users,
    decided_at      timestamptz,
    decision_reason text,
    PRIMARY KEY (document_id, number),
    CHECK (decided_by IS NULL OR decided_by <> author_id),
    CHECK ((decided_at IS NOT NULL) = (state IN ('Refused', 'Published', 'Superseded')))
);
CREATE INDEX ON compliance.document_versions (author_id);
CREATE INDEX ON compliance.document_versions (decided_by) WHERE decided_by IS NOT NULL;
CREATE UNIQUE INDEX ON compliance.document_versions (document_id) WHERE state = 'Published';

CREATE FUNCTION compliance.keep_published_document() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    IF old.state IN ('Published', 'Superseded') AND (new.markdown, new.author_id, new.decided_by) IS DISTINCT FROM (old.markdown, old.author_id, old.decided_by) THEN
        RAISE EXCEPTION 'A published version of a document stays as it was';
    END IF;
    RETURN new;
END
$$;
CREATE TRIGGER keep_published BEFORE UPDATE ON compliance.document_versions FOR EACH ROW EXECUTE FUNCTION compliance.keep_published_document();

CREATE TABLE compliance.document_acknowledgements
(
    document_id uuid        NOT NULL,
    version     integer     NOT NULL,
    user_id     uuid        NOT NULL REFERENCES accounts.users,
    agency_id   uuid        NOT NULL REFERENCES organisations.agencies,
    at          timestamptz NOT NULL,
    PRIMARY KEY (document_id, version, user_id),
    FOREIGN KEY (document_id, version) REFERENCES compliance.document_versions
);
CREATE INDEX ON compliance.document_acknowledgements (user_id);

REVOKE DELETE, TRUNCATE ON compliance.documents, compliance.document_versions FROM pinchang_app;
REVOKE UPDATE, DELETE, TRUNCATE ON compliance.document_acknowledgements FROM pinchang_app;
