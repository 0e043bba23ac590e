-- A refused author appeals once; what was refused waits again, for somebody who has not decided on it.
ALTER TABLE compliance.review_cases
    ADD COLUMN appeal_of       uuid UNIQUE REFERENCES compliance.review_cases,
    ADD COLUMN appeal_text     text,
    ADD COLUMN appealed_by     uuid REFERENCES accounts.users,
    -- Why it had been refused.
    ADD COLUMN appealed_reason text,
    ADD COLUMN barred          uuid[] NOT NULL DEFAULT '{}',
    ADD COLUMN due_at          timestamptz,
    ADD CHECK ((appeal_of IS NULL) = (appeal_text IS NULL) AND (appeal_of IS NULL) = (appealed_by IS NULL) AND (appeal_of IS NULL) = (due_at IS NULL));
CREATE INDEX ON compliance.review_cases (thing_id, opened_at);
CREATE INDEX ON compliance.review_cases (appealed_by) WHERE appealed_by IS NOT NULL;
