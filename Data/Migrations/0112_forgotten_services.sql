-- Rule 4: three years after the service, an application and a fair keep their times and results, and tell no longer whose they were. What was
-- sent stays as it was sent until then: these functions alone change it, and never sooner.
CREATE FUNCTION compliance.refuse_to_forget_since(before timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    IF before > clock_timestamp() - interval '3 years' THEN
        RAISE EXCEPTION 'services of the last three years are kept' USING ERRCODE = 'check_violation';
    END IF;
END
$$;

CREATE FUNCTION applications.forget_applications(before timestamptz, most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    gone integer;
BEGIN
    PERFORM compliance.refuse_to_forget_since(before);
    UPDATE applications.applications
    SET candidate_name = '已清除', headline = NULL, resume = '{"name": "已清除"}', attachment_id = NULL, message = NULL, note = NULL
    WHERE id IN (
        SELECT sent.id FROM applications.applications AS sent LEFT JOIN live.sessions AS session ON session.id = sent.session_id
        WHERE sent.candidate_name <> '已清除' AND greatest(sent.applied_at, sent.decided_at, sent.withdrawn_at) < before
          AND (session.id IS NULL OR session.ended_at < before) LIMIT most);
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END
$$;

CREATE FUNCTION fairs.forget_registrations(before timestamptz, most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    gone integer;
BEGIN
    PERFORM compliance.refuse_to_forget_since(before);
    UPDATE fairs.places SET candidate_name = '已清除', headline = NULL
    WHERE candidate_name <> '已清除' AND fair_id IN (SELECT service_id FROM compliance.service_ends WHERE ended_at < before);
    UPDATE fairs.registrations SET candidate_name = '已清除', headline = NULL
    WHERE id IN (
        SELECT id FROM fairs.registrations
        WHERE candidate_name <> '已清除' AND fair_id IN (SELECT service_id FROM compliance.service_ends WHERE ended_at < before) LIMIT most);
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END
$$;

CREATE FUNCTION fairs.forget_talks(before timestamptz, most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    due uuid[];
BEGIN
    PERFORM compliance.refuse_to_forget_since(before);
    due := ARRAY (
        SELECT id FROM fairs.talks
        WHERE candidate_name <> '已清除' AND fair_id IN (SELECT service_id FROM compliance.service_ends WHERE ended_at < before) LIMIT most);
    DELETE FROM fairs.talk_messages WHERE talk_id = ANY (due);
    UPDATE fairs.talks SET candidate_name = '已清除', note = NULL, result_reason = NULL, result_message = NULL WHERE id = ANY (due);
    RETURN cardinality(due);
END
$$;

REVOKE ALL ON FUNCTION applications.forget_applications(timestamptz, integer), fairs.forget_registrations(timestamptz, integer),
    fairs.forget_talks(timestamptz, integer), compliance.refuse_to_forget_since(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION applications.forget_applications(timestamptz, integer), fairs.forget_registrations(timestamptz, integer),
    fairs.forget_talks(timestamptz, integer) TO pinchang_app;
