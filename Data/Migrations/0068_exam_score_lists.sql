-- A list of scores that somebody took out, beside the lists of registrations.
ALTER TABLE exams.exports ADD COLUMN notice_id uuid REFERENCES exams.score_notices;
CREATE INDEX ON exams.exports (notice_id) WHERE notice_id IS NOT NULL;

-- Which assembly or publication a run of the second scorer was for. Kept on a connection of its own, before there is such a notice.
ALTER TABLE exams.score_checks ADD COLUMN notice_id uuid;

-- The public list in the order in which it is read, by everybody in one minute.
CREATE INDEX ON exams.scores (notice_id, position, rank, ticket_number);

-- Whoever holds a slip looks it up by the number on it.
CREATE INDEX ON exams.scores (ticket_number);
