-- JF-9c: of each kept file whether a scanner looked through it, when, and what it said. Files from before were looked at by none.
ALTER TABLE files.uploads
    ADD COLUMN scan       text NOT NULL DEFAULT 'Unscanned' CHECK (scan IN ('Unscanned', 'Clean', 'Infected', 'Missing')),
    ADD COLUMN scanned_at timestamptz,
    ADD COLUMN finding    text;
CREATE INDEX ON files.uploads (uploaded_at) WHERE scan <> 'Clean';
GRANT UPDATE (scan, scanned_at, finding) ON files.uploads TO pinchang_app;

ALTER TABLE compliance.complaint_files
    ADD COLUMN scan       text NOT NULL DEFAULT 'Unscanned' CHECK (scan IN ('Unscanned', 'Clean', 'Infected', 'Missing')),
    ADD COLUMN scanned_at timestamptz,
    ADD COLUMN finding    text;
CREATE INDEX ON compliance.complaint_files (added_at) WHERE scan <> 'Clean';
GRANT UPDATE (scan, scanned_at, finding) ON compliance.complaint_files TO pinchang_app;
