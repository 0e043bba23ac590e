using System.Buffers.Text;
using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Support.Exams;

/// <summary>A candidate who is signed in and has a place.</summary>
public sealed record CrowdMember(SeatedCandidate Seat, string Token)
{
    public string Cookie => $"pinchang.session={Token}";
}

/// <summary>Many candidates at once: accounts, signed-in browsers and places, as rows, since signing ten thousand people in is another trial.</summary>
public static class ExamCrowd
{
    public static async Task<CrowdMember[]> SeatAsync(NpgsqlDataSource owner, SeatedExam exam, int count, SessionStanding? standing = null)
    {
        var people = Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7()).ToArray();
        var tokens = Enumerable.Range(0, count).Select(_ => RandomNumberGenerator.GetBytes(32)).ToArray();
        await using (var command = owner.CreateCommand(
            """
            WITH people AS (
                INSERT INTO accounts.users (id, display_name, created_at, email_confirmed, phone_number_confirmed, two_factor_enabled,
                                            lockout_enabled, access_failed_count)
                SELECT id, '考生', now(), false, true, false, false, 0 FROM unnest($1) AS t (id)
                RETURNING id
            )
            INSERT INTO accounts.sessions (id, user_id, token_hash, method, created_at, address, device, expires_at, last_seen_at)
            SELECT t.id, t.id, t.hash, 'PhoneCode', now(), '127.0.0.1', 'crowd', now() + interval '1 day', now()
            FROM unnest($1, $2) AS t (id, hash) JOIN people USING (id)
            """))
        {
            command.Parameters.Add(new() { Value = people });
            command.Parameters.Add(new() { Value = Array.ConvertAll(tokens, SHA256.HashData), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
            command.CommandTimeout = 120;
            await command.ExecuteNonQueryAsync();
        }

        var seats = await exam.SeatAsync(owner, people, standing);
        return [.. seats.Zip(tokens, (seat, token) => new CrowdMember(seat, Base64Url.EncodeToString(token)))];
    }
}
