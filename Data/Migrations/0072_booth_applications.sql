-- An application may have been sent from a fair's booth.

ALTER TABLE applications.applications ADD COLUMN booth_id uuid;
CREATE INDEX ON applications.applications (booth_id) WHERE booth_id IS NOT NULL;
