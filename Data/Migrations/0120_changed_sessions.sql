-- What a process may remember of sessions changes only here: each change is told to all that listen, so that nobody has to ask again
-- every few seconds. The payload is the person; a session that ended early is told apart, by the product (session_revoked).

CREATE FUNCTION accounts.tell_sessions_changed() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    PERFORM pg_notify('sessions_changed', CASE TG_TABLE_NAME
        WHEN 'users' THEN to_jsonb(NEW) ->> 'id'
        ELSE coalesce(to_jsonb(NEW), to_jsonb(OLD)) ->> 'user_id'
    END);
    RETURN NULL;
END
$$;

CREATE TRIGGER tell_sessions_changed AFTER UPDATE OF ended_at, expires_at, second_factor_at ON accounts.sessions
    FOR EACH ROW EXECUTE FUNCTION accounts.tell_sessions_changed();
CREATE TRIGGER tell_sessions_gone AFTER DELETE ON accounts.sessions
    FOR EACH ROW EXECUTE FUNCTION accounts.tell_sessions_changed();
CREATE TRIGGER tell_sessions_changed AFTER UPDATE OF display_name, phone_number, phone_number_confirmed ON accounts.users
    FOR EACH ROW WHEN ((OLD.display_name, OLD.phone_number_confirmed) IS DISTINCT FROM (NEW.display_name, NEW.phone_number_confirmed))
    EXECUTE FUNCTION accounts.tell_sessions_changed();
CREATE TRIGGER tell_sessions_changed AFTER INSERT OR UPDATE OR DELETE ON accounts.memberships
    FOR EACH ROW EXECUTE FUNCTION accounts.tell_sessions_changed();
