-- GB/T 35273: phones are encrypted field by field, found by a keyed hash of the whole number, and shown by a masked copy. Keys of fields lie
-- here under the master key (Data/Keys/FieldKeyRing.cs); the application adds keys and reads them, and only the owner destroys one.
CREATE TABLE accounts.field_keys
(
    id         integer     PRIMARY KEY,
    sealed_key bytea       NOT NULL,
    made_at    timestamptz NOT NULL
);
REVOKE UPDATE, DELETE, TRUNCATE ON accounts.field_keys FROM pinchang_app;

ALTER TABLE accounts.users ADD COLUMN sealed_phone bytea, ADD COLUMN phone_key bytea, ADD COLUMN masked_phone text;
CREATE UNIQUE INDEX ON accounts.users (phone_key);
ALTER TABLE accounts.users ADD CHECK ((sealed_phone IS NULL) = (phone_key IS NULL) AND (phone_key IS NULL) = (masked_phone IS NULL));

-- The database cannot seal: what it knew waits here until the application starts, which seals it before it serves anybody.
CREATE TABLE accounts.plain_phones
(
    user_id uuid PRIMARY KEY REFERENCES accounts.users,
    phone   text NOT NULL
);
INSERT INTO accounts.plain_phones (user_id, phone) SELECT id, phone_number FROM accounts.users WHERE phone_number IS NOT NULL;
DROP TRIGGER tell_sessions_changed ON accounts.users;
ALTER TABLE accounts.users DROP COLUMN phone_number;
CREATE TRIGGER tell_sessions_changed AFTER UPDATE OF display_name, phone_number_confirmed ON accounts.users
    FOR EACH ROW WHEN ((OLD.display_name, OLD.phone_number_confirmed) IS DISTINCT FROM (NEW.display_name, NEW.phone_number_confirmed))
    EXECUTE FUNCTION accounts.tell_sessions_changed();

-- A code is valid for five minutes: those from before go.
DELETE FROM accounts.phone_codes;
ALTER TABLE accounts.phone_codes DROP COLUMN phone;
ALTER TABLE accounts.phone_codes ADD COLUMN phone_key bytea NOT NULL;
CREATE INDEX ON accounts.phone_codes (phone_key, purpose, sent_at DESC);

-- Acts are the names of one enum.
ALTER TABLE compliance.maintenance DROP CONSTRAINT IF EXISTS maintenance_act_check;
