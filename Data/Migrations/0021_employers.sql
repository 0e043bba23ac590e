-- Employers of an agency. The contact's phone is the author's account's and lies only there.

CREATE TABLE organisations.employers
(
    id              uuid PRIMARY KEY,
    agency_id       uuid        NOT NULL REFERENCES organisations.agencies,
    author_id       uuid        NOT NULL REFERENCES accounts.users,
    name            text        NOT NULL,
    credit_code     text        NOT NULL CHECK (length(credit_code) = 18),
    address         text        NOT NULL,
    website         text,
    industry        text        NOT NULL,
    contact_name    text        NOT NULL,
    introduction    text,
    licence_file_id uuid REFERENCES files.uploads,
    state           text        NOT NULL CHECK (state IN ('Submitted', 'Approved', 'Refused', 'Suspended')),
    submitted_at    timestamptz NOT NULL,
    decided_at      timestamptz,
    decided_by      uuid REFERENCES accounts.users,
    decision_reason text,
    CHECK (state <> 'Refused' OR decision_reason IS NOT NULL)
);
-- A refused employer may register anew.
CREATE UNIQUE INDEX ON organisations.employers (agency_id, credit_code) WHERE state <> 'Refused';
CREATE INDEX ON organisations.employers (agency_id, state, submitted_at);
CREATE INDEX ON organisations.employers (author_id);
CREATE INDEX ON organisations.employers (licence_file_id);
