-- What a rule forbids by itself is published only on a ground, which stays with what was published.
ALTER TABLE exams.notices ADD COLUMN ground text;
ALTER TABLE fairs.publications ADD COLUMN ground text;
ALTER TABLE fairs.notices ADD COLUMN ground text;
