-- Messages to people. A row is written with the fact it tells of, and leaves afterwards.

CREATE TABLE notify.messages
(
    id           uuid PRIMARY KEY,
    agency_id    uuid,
    user_id      uuid,
    channel      text        NOT NULL CHECK (channel IN ('Inbox', 'Sms', 'Email')),
    recipient    text        NOT NULL,
    subject      text        NOT NULL,
    text         text        NOT NULL,
    link         text,
    secret       boolean     NOT NULL,
    created_at   timestamptz NOT NULL,
    leave_at     timestamptz NOT NULL,
    attempts     integer     NOT NULL,
    failure      text,
    sent_at      timestamptz,
    failed_at    timestamptz,
    cancelled_at timestamptz,
    opened_at    timestamptz
);
CREATE INDEX ON notify.messages (leave_at) WHERE sent_at IS NULL AND failed_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX ON notify.messages (user_id, created_at DESC) WHERE channel = 'Inbox';
CREATE INDEX ON notify.messages (created_at DESC);
