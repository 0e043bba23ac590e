-- Who is in the cluster, for the engine Distributed: Orleans' ADO.NET provider loads its queries from a relation
-- named orleansquery, found through the search path (connect with "Search Path=orleans"), and binds the named
-- parameters below. Tables and texts are ours; names of keys, parameters and columns are the provider's contract.

CREATE SCHEMA orleans;
GRANT USAGE ON SCHEMA orleans TO pinchang_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA orleans GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO pinchang_app;

CREATE TABLE orleans.membership_version
(
    deployment_id text PRIMARY KEY,
    version       integer NOT NULL DEFAULT 0
);

CREATE TABLE orleans.membership
(
    deployment_id   text        NOT NULL REFERENCES orleans.membership_version ON DELETE CASCADE,
    address         text        NOT NULL,
    port            integer     NOT NULL,
    generation      integer     NOT NULL,
    silo_name       text        NOT NULL,
    host_name       text        NOT NULL,
    status          integer     NOT NULL,
    proxy_port      integer     NOT NULL,
    start_time      timestamptz NOT NULL,
    i_am_alive_time timestamptz NOT NULL,
    suspect_times   text,
    PRIMARY KEY (deployment_id, address, port, generation)
);

CREATE TABLE orleans.orleansquery
(
    querykey  text PRIMARY KEY,
    querytext text NOT NULL
);

REVOKE INSERT, UPDATE, DELETE ON orleans.orleansquery FROM pinchang_app;

INSERT INTO orleans.orleansquery (querykey, querytext) VALUES
-- A row comes back also when nothing was inserted: the provider reads it.
('InsertMembershipVersionKey', $query$
WITH added AS (
    INSERT INTO orleans.membership_version (deployment_id) VALUES (@DeploymentId)
    ON CONFLICT DO NOTHING
    RETURNING true)
SELECT EXISTS (SELECT FROM added)
$query$),
-- The one UPDATE of the version row decides between rivals; the member is written from what it returns.
('InsertMembershipKey', $query$
WITH turn AS (
    UPDATE orleans.membership_version SET version = version + 1
    WHERE deployment_id = @DeploymentId AND version = @Version
      AND NOT EXISTS (
        SELECT FROM orleans.membership
        WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
    RETURNING deployment_id),
added AS (
    INSERT INTO orleans.membership
        (deployment_id, address, port, generation, silo_name, host_name, status, proxy_port, start_time, i_am_alive_time)
    SELECT deployment_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
    FROM turn
    RETURNING true)
SELECT EXISTS (SELECT FROM added)
$query$),
('UpdateMembershipKey', $query$
WITH turn AS (
    UPDATE orleans.membership_version SET version = version + 1
    WHERE deployment_id = @DeploymentId AND version = @Version
      AND EXISTS (
        SELECT FROM orleans.membership
        WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
    RETURNING deployment_id),
changed AS (
    UPDATE orleans.membership AS member
    SET status = @Status, suspect_times = @SuspectTimes, i_am_alive_time = @IAmAliveTime
    FROM turn
    WHERE member.deployment_id = turn.deployment_id
      AND member.address = @Address AND member.port = @Port AND member.generation = @Generation
    RETURNING true)
SELECT EXISTS (SELECT FROM changed)
$query$),
('UpdateIAmAlivetimeKey', $query$
UPDATE orleans.membership SET i_am_alive_time = @IAmAliveTime
WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$query$),
-- Version and members in one statement, so from one moment; the version row comes even without members.
('MembershipReadAllKey', $query$
SELECT member.address AS Address, member.port AS Port, member.generation AS Generation, member.silo_name AS SiloName,
       member.host_name AS HostName, member.status AS Status, member.proxy_port AS ProxyPort, member.start_time AS StartTime,
       member.i_am_alive_time AS IAmAliveTime, member.suspect_times AS SuspectTimes, cluster.version AS Version
FROM orleans.membership_version AS cluster
LEFT JOIN orleans.membership AS member USING (deployment_id)
WHERE cluster.deployment_id = @DeploymentId
$query$),
('MembershipReadRowKey', $query$
SELECT member.address AS Address, member.port AS Port, member.generation AS Generation, member.silo_name AS SiloName,
       member.host_name AS HostName, member.status AS Status, member.proxy_port AS ProxyPort, member.start_time AS StartTime,
       member.i_am_alive_time AS IAmAliveTime, member.suspect_times AS SuspectTimes, cluster.version AS Version
FROM orleans.membership_version AS cluster
LEFT JOIN orleans.membership AS member
    ON member.deployment_id = cluster.deployment_id
    AND member.address = @Address AND member.port = @Port AND member.generation = @Generation
WHERE cluster.deployment_id = @DeploymentId
$query$),
('GatewaysQueryKey', $query$
SELECT address AS Address, proxy_port AS ProxyPort, generation AS Generation
FROM orleans.membership
WHERE deployment_id = @DeploymentId AND status = @Status AND proxy_port > 0
$query$),
('DeleteMembershipTableEntriesKey', $query$
DELETE FROM orleans.membership_version WHERE deployment_id = @DeploymentId
$query$),
-- Dead (6) only: to remove a living silo's row is to kill it. Each vote ends in its time, after the comma.
('CleanupDefunctSiloEntriesKey', $query$
DELETE FROM orleans.membership
WHERE deployment_id = @DeploymentId AND status = 6
  AND start_time < @IAmAliveTime AND i_am_alive_time < @IAmAliveTime
  AND NOT EXISTS (
    SELECT FROM string_to_table(suspect_times, '|') AS vote
    WHERE nullif(split_part(vote, ',', 2), '')::timestamptz >= @IAmAliveTime)
$query$),
-- Asked for by Orleans 10.4.1 and later, which then judges the votes itself: only an unchanged row goes.
('CleanupDefunctSiloEntryKey', $query$
DELETE FROM orleans.membership
WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
  AND status = 6 AND start_time = @StartTime AND i_am_alive_time = @IAmAliveTime
  AND coalesce(suspect_times, '') = coalesce(@SuspectTimes, '')
$query$);
