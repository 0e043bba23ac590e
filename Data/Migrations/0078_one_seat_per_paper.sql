-- Nobody sits for one paper twice, whoever arranges at the same moment. A project may have several papers, and a score is put together
-- from all of them.
CREATE UNIQUE INDEX ON exams.sessions (registration_id, paper_id);
