using Npgsql;

namespace Pinchang.Data.Tests.LiveRooms;

/// <summary>Rows of an approved employer with two approved jobs and a room that shows the first.</summary>
internal sealed record PlannedRoom(Guid AgencyId, Guid UserId, Guid EmployerId, Guid RoomId, Guid SessionId, Guid JobId, Guid OtherJobId)
{
    public static async Task<PlannedRoom> MakeAsync(NpgsqlDataSource owner)
    {
        var room = new PlannedRoom(New(), New(), New(), New(), New(), New(), New());
        await using var command = owner.CreateCommand(
            $"""
            INSERT INTO organisations.agencies (id, name, created_at) VALUES ('{room.AgencyId}', '示范', now());
            INSERT INTO accounts.users (id, display_name, created_at, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
            VALUES ('{room.UserId}', '林', now(), false, false, false, false, 0);
            INSERT INTO organisations.employers (id, agency_id, author_id, name, credit_code, address, industry, contact_name, state, submitted_at, own_until)
            VALUES ('{room.EmployerId}', '{room.AgencyId}', '{room.UserId}', '示范科技', '{room.EmployerId.ToString("N")[^18..]}', '杭州', '软件', '林', 'Approved', now(), 'infinity');
            INSERT INTO live.rooms (id, agency_id, employer_id, author_id, title, visibility, rundown, created_at, updated_at)
            VALUES ('{room.RoomId}', '{room.AgencyId}', '{room.EmployerId}', '{room.UserId}', '春招专场', 'Public', '[]', now(), now());
            INSERT INTO live.sessions (id, agency_id, room_id, starts_at, state)
            VALUES ('{room.SessionId}', '{room.AgencyId}', '{room.RoomId}', now(), 'Scheduled');
            {Job(room, room.JobId)}
            {Job(room, room.OtherJobId)}
            INSERT INTO live.room_jobs (room_id, job_id, position) VALUES ('{room.RoomId}', '{room.JobId}', 0);
            """);
        await command.ExecuteNonQueryAsync();
        return room;
    }

    private static string Job(PlannedRoom room, Guid jobId) =>
        $"""
        INSERT INTO jobs.jobs (id, agency_id, employer_id, state, newest_version, approved_version, search_text, search_terms, created_at, updated_at)
        VALUES ('{jobId}', '{room.AgencyId}', '{room.EmployerId}', 'Approved', 1, 1, '', ARRAY[]::text[], now(), now());
        INSERT INTO jobs.job_versions (job_id, number, title, city, pay_months, headcount, experience, education, description, tags, posting_right, open_until, author_id, written_at)
        VALUES ('{jobId}', 1, '后端工程师', '杭州', 12, 2, '不限', '本科', '写代码', ARRAY['双休'], 'Own', '2099-01-01', '{room.UserId}', now());
        """;

    private static Guid New() => Guid.CreateVersion7();
}
