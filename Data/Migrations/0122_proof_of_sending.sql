-- What a carrier's gateway is given: one of the texts it approved beforehand, with its places filled.
ALTER TABLE notify.messages ADD COLUMN sms jsonb;

-- The proof of sending: each try, by which gateway, and what that answered.
CREATE TABLE notify.attempts
(
    id         uuid PRIMARY KEY,
    message_id uuid        NOT NULL REFERENCES notify.messages ON DELETE CASCADE,
    at         timestamptz NOT NULL,
    gateway    text        NOT NULL,
    -- The number by which the gateway finds it again.
    receipt    text,
    failure    text,
    CHECK (receipt IS NULL OR failure IS NULL)
);
CREATE INDEX ON notify.attempts (message_id, at);
REVOKE UPDATE, TRUNCATE ON notify.attempts FROM pinchang_app;

CREATE INDEX ON notify.messages (failed_at) WHERE failed_at IS NOT NULL;
