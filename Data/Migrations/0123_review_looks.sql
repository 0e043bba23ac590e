-- Each person's look at a case. One is enough where the kind asks for no second; taken back, it stays with the time it was.
ALTER TABLE compliance.review_cases
    ADD COLUMN second_look_for text,
    ADD COLUMN notice_id       uuid;

CREATE TABLE compliance.review_looks
(
    id            uuid PRIMARY KEY,
    agency_id     uuid        NOT NULL REFERENCES organisations.agencies,
    case_id       uuid        NOT NULL REFERENCES compliance.review_cases,
    reviewer_id   uuid        NOT NULL REFERENCES accounts.users,
    approved      boolean     NOT NULL,
    reason        text,
    looked_at     timestamptz NOT NULL,
    -- When the case was decided with it: until then nobody else reads it.
    opened_at     timestamptz,
    taken_back_at timestamptz,
    CHECK (approved OR reason IS NOT NULL)
);
CREATE INDEX ON compliance.review_looks (case_id);
CREATE INDEX ON compliance.review_looks (reviewer_id, looked_at);
CREATE INDEX ON compliance.review_looks (agency_id, taken_back_at) WHERE taken_back_at IS NOT NULL;
REVOKE UPDATE, DELETE, TRUNCATE ON compliance.review_looks FROM pinchang_app;
GRANT UPDATE (opened_at, taken_back_at) ON compliance.review_looks TO pinchang_app;
