-- Answers that are kept for a command sent twice hold what people wrote: they lie sealed like it. Those from before go; their commands
-- are still known, and still done once.
ALTER TABLE accounts.commands DROP COLUMN body;
ALTER TABLE accounts.commands ADD COLUMN sealed_answer bytea;

-- A serial counts within its agency, and so does the number that it is part of.
ALTER TABLE exams.registrations DROP CONSTRAINT registrations_ticket_number_key;
CREATE UNIQUE INDEX ON exams.registrations (agency_id, ticket_number);

-- A candidate registers for the position that the notice offers; what officers do to their working copy afterwards, also removing it,
-- shows with the next notice.
ALTER TABLE exams.registrations DROP CONSTRAINT registrations_position_id_fkey;
ALTER TABLE exams.registrations ADD COLUMN position_code text, ADD COLUMN position_name text;
UPDATE exams.registrations AS registration SET position_code = position.code, position_name = position.name
FROM exams.positions AS position WHERE position.id = registration.position_id;
ALTER TABLE exams.registrations ALTER COLUMN position_code SET NOT NULL, ALTER COLUMN position_name SET NOT NULL;
