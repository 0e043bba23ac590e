-- The mean of two marks of a question with hundredths has a third decimal: rounded here, the two scorers would differ for ever.
ALTER TABLE exams.marking_tasks ALTER COLUMN points TYPE numeric(9, 4);

-- Each look at an answer reads its marks, of one table for all projects.
CREATE INDEX ON exams.marks (task_id);

-- Who gave an answer back is not handed it again.
CREATE INDEX ON exams.answer_openings (task_id, person_id) WHERE act = 'Released';
