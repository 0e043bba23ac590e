using Npgsql;
using Pinchang.Support.Exams;

namespace Pinchang.Data.Tests.Exams.Papers;

/// <summary>Rows of an agency with an exam project and two people who may seal its papers.</summary>
internal static class ExamPlace
{
    public static async Task<SamplePlace> MakeAsync(NpgsqlDataSource owner)
    {
        var place = new SamplePlace(New(), New(), New(), New());
        var clientId = New();
        await using var command = owner.CreateCommand(
            $"""
            INSERT INTO organisations.agencies (id, name, created_at) VALUES ('{place.AgencyId}', '示范', now());
            {User(place.FirstId)}
            {User(place.SecondId)}
            INSERT INTO organisations.employers (id, agency_id, author_id, name, credit_code, address, industry, contact_name, state, submitted_at)
            VALUES ('{clientId}', '{place.AgencyId}', '{place.FirstId}', '示范局', '{clientId.ToString("N")[^18..]}', '杭州', '机关', '林', 'Approved', now());
            INSERT INTO exams.projects (id, agency_id, client_id, serial, name, notice_version, last_ticket, created_by, created_at, changed_at)
            VALUES ('{place.ProjectId}', '{place.AgencyId}', '{clientId}', 1, '公开招聘', 0, 0, '{place.FirstId}', now(), now());
            """);
        await command.ExecuteNonQueryAsync();
        return place;
    }

    private static string User(Guid id) =>
        $"""
        INSERT INTO accounts.users (id, display_name, created_at, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
        VALUES ('{id}', '林', now(), false, false, false, false, 0);
        """;

    private static Guid New() => Guid.CreateVersion7();
}
