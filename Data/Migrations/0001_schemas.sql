-- A schema per context. The owner changes structure; the application reads and writes rows. A table that may
-- only grow takes UPDATE and DELETE away again in the migration that makes it:
--     REVOKE UPDATE, DELETE, TRUNCATE ON compliance.some_ledger FROM pinchang_app;
-- The roles pinchang_owner and pinchang_app are there before this runs (see docs/adr/0005-sql-migrations.md).

CREATE SCHEMA accounts;
CREATE SCHEMA organisations;
CREATE SCHEMA jobs;
CREATE SCHEMA applications;
CREATE SCHEMA live;
CREATE SCHEMA fairs;
CREATE SCHEMA exams;
CREATE SCHEMA compliance;
CREATE SCHEMA notify;

DO $$
DECLARE
    context text;
BEGIN
    FOREACH context IN ARRAY ARRAY['accounts', 'organisations', 'jobs', 'applications', 'live', 'fairs', 'exams', 'compliance', 'notify']
    LOOP
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO pinchang_app', context);
        EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO pinchang_app', context);
        EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT USAGE, SELECT ON SEQUENCES TO pinchang_app', context);
    END LOOP;
END
$$;

-- A process may ask whether the schema is the one it was built for.
GRANT SELECT ON public.schema_versions TO pinchang_app;
