-- A session's row is written anew with each of its facts, and what was drawn for it never changes: kept out of the line, uncompressed,
-- it is neither copied nor logged again each time, and is read without unpacking.
ALTER TABLE exams.sessions ALTER COLUMN draw SET STORAGE EXTERNAL;
