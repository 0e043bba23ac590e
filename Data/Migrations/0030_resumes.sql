-- A candidate's one résumé.

CREATE TABLE applications.resumes
(
    candidate_id uuid PRIMARY KEY REFERENCES accounts.users,
    content      jsonb       NOT NULL,
    version      integer     NOT NULL,
    updated_at   timestamptz NOT NULL
);
