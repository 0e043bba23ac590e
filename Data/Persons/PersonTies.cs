using Npgsql;
using Pinchang.Domain.Persons;

namespace Pinchang.Data.Persons;

/// <summary>With whom and what a person stands in the product.</summary>
public sealed class PersonTies(NpgsqlDataSource database)
{
    public async Task<AccountTies> ReadAsync(Guid personId, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            SELECT EXISTS (SELECT FROM accounts.memberships WHERE user_id = $1),
                   EXISTS (SELECT FROM exams.sessions WHERE candidate_id = $1 AND end_kind IS NULL)
                   OR EXISTS (SELECT FROM exams.registrations WHERE candidate_id = $1 AND state IN ('Submitted', 'SupplementAsked')),
                   EXISTS (SELECT FROM fairs.places WHERE candidate_id = $1 AND ended_at IS NULL)
                   OR EXISTS (SELECT FROM fairs.talks WHERE candidate_id = $1 AND ended_at IS NULL)
            """);
        command.Parameters.Add(new() { Value = personId });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new(reader.GetBoolean(0), reader.GetBoolean(1), reader.GetBoolean(2));
    }

    /// <summary>Each agency that holds something of the person: what they do with their data is told in its ledger. Somebody new is the first agency's.</summary>
    public async Task<Guid[]> AgenciesOfAsync(Guid personId, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            WITH held AS (
                SELECT agency_id FROM applications.applications WHERE candidate_id = $1
                UNION SELECT agency_id FROM exams.registrations WHERE candidate_id = $1
                UNION SELECT agency_id FROM fairs.registrations WHERE candidate_id = $1
                UNION SELECT agency_id FROM compliance.complaints WHERE complainant_id = $1
                UNION SELECT agency_id FROM accounts.memberships WHERE user_id = $1
            )
            SELECT agency_id FROM held
            UNION ALL (SELECT id FROM organisations.agencies WHERE NOT EXISTS (SELECT FROM held) ORDER BY created_at, id LIMIT 1)
            """);
        command.Parameters.Add(new() { Value = personId });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var agencies = new List<Guid>();
        while (await reader.ReadAsync(cancellation))
        {
            agencies.Add(reader.GetGuid(0));
        }

        return [.. agencies];
    }
}
