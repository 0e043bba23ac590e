-- Rule 4 of the standards: data past its term goes by a daily run, which is told. What the application may only append to, it may forget
-- through these alone, and never earlier than the law's floor.
CREATE TABLE compliance.retention_runs
(
    id      uuid        PRIMARY KEY,
    at      timestamptz NOT NULL,
    kind    text        NOT NULL,
    removed integer     NOT NULL
);
CREATE INDEX ON compliance.retention_runs (at DESC);
REVOKE UPDATE, DELETE, TRUNCATE ON compliance.retention_runs FROM pinchang_app;

-- JF-9c asks for six months; the product keeps three years.
CREATE FUNCTION accounts.forget_sign_ins(before timestamptz, most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    gone integer;
BEGIN
    IF before > clock_timestamp() - interval '6 months' THEN
        RAISE EXCEPTION 'sign-ins of the last six months are kept' USING ERRCODE = 'check_violation';
    END IF;

    DELETE FROM accounts.sign_ins WHERE id IN (SELECT id FROM accounts.sign_ins WHERE at < before ORDER BY at LIMIT most);
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END
$$;

-- LH-4.4.1f: a session's lines are kept three years from its end.
CREATE FUNCTION live.forget_chat(before timestamptz, most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    gone integer;
BEGIN
    IF before > clock_timestamp() - interval '3 years' THEN
        RAISE EXCEPTION 'chat of the last three years is kept' USING ERRCODE = 'check_violation';
    END IF;

    DELETE FROM live.feed AS line USING (
        SELECT feed.session_id, feed.sequence FROM live.sessions AS session JOIN live.feed AS feed ON feed.session_id = session.id
        WHERE session.ended_at < before AND feed.kind = 'chat' LIMIT most) AS due
    WHERE line.session_id = due.session_id AND line.sequence = due.sequence;
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END
$$;

REVOKE ALL ON FUNCTION accounts.forget_sign_ins(timestamptz, integer), live.forget_chat(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION accounts.forget_sign_ins(timestamptz, integer), live.forget_chat(timestamptz, integer) TO pinchang_app;
