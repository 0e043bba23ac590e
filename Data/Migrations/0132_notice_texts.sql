-- How an agency words its messages, wording by wording; the last one of a kind holds, and one without texts brings the product's own back.
CREATE TABLE notify.notice_texts
(
    id         uuid PRIMARY KEY,
    agency_id  uuid        NOT NULL REFERENCES organisations.agencies,
    key        text        NOT NULL,
    subject    text,
    text       text,
    reason     text        NOT NULL,
    written_by uuid        NOT NULL REFERENCES accounts.users,
    written_at timestamptz NOT NULL,
    CHECK ((subject IS NULL) = (text IS NULL))
);
CREATE INDEX ON notify.notice_texts (agency_id, key, written_at);
REVOKE UPDATE, DELETE, TRUNCATE ON notify.notice_texts FROM pinchang_app;
