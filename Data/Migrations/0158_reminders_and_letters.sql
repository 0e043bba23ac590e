-- Those who run the agency are told once of an appeal that is late.
ALTER TABLE compliance.review_cases ADD COLUMN overdue_told_at timestamptz;
CREATE INDEX ON compliance.review_cases (due_at) WHERE due_at IS NOT NULL AND settled_at IS NULL AND overdue_told_at IS NULL;

-- Each reminder of a signature goes out once.
CREATE TABLE compliance.signature_reminders
(
    agency_id   uuid        NOT NULL REFERENCES organisations.agencies,
    user_id     uuid        NOT NULL REFERENCES accounts.users,
    document    text        NOT NULL,
    version     integer     NOT NULL,
    -- How many days before the last one.
    days        integer     NOT NULL,
    told_at     timestamptz NOT NULL,
    PRIMARY KEY (user_id, agency_id, document, version, days)
);
CREATE INDEX ON compliance.signature_reminders (agency_id);

-- What can wait a little goes in one text message or e-mail with other such notices to the same address; each keeps its row and its proof of sending.
ALTER TABLE notify.messages
    -- From when it may leave in others' company; null of what always goes alone.
    ADD COLUMN together_from timestamptz,
    -- The message in whose company it left.
    ADD COLUMN sent_with     uuid;
CREATE INDEX ON notify.messages (recipient)
    WHERE together_from IS NOT NULL AND sent_at IS NULL AND failed_at IS NULL AND cancelled_at IS NULL;
