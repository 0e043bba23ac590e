-- Codes are sought by themselves, so that they do not wait behind the notices of a crowd.
CREATE INDEX ON notify.messages (secret, leave_at) WHERE sent_at IS NULL AND failed_at IS NULL AND cancelled_at IS NULL;
DROP INDEX notify.messages_leave_at_idx;
