using Npgsql;
using Pinchang.Support.Products;

namespace Pinchang.EndToEnd.Tests;

/// <summary>What the product wrote down of somebody's ways in, for a test that could not get in.</summary>
internal static class SignInLog
{
    public static async Task<string> OfAsync(RunningProduct product, DemoAccount account)
    {
        await using var owner = NpgsqlDataSource.Create(product.Run.Database.Owner);
        await using var command = owner.CreateCommand(
            """
            SELECT to_char(entry.at, 'HH24:MI:SS.MS') || ' ' || entry.event || ' ' || entry.method || coalesce(' ' || entry.reason, '') || ', last step ' || coalesce(factor.last_used_step, 0)
            FROM accounts.sign_ins AS entry JOIN accounts.users AS person ON person.id = entry.user_id
            LEFT JOIN accounts.second_factors AS factor ON factor.user_id = person.id
            WHERE person.user_name = $1 OR person.masked_phone = left($2, 3) || '****' || right($2, 4) ORDER BY entry.at
            """);
        command.Parameters.Add(new() { Value = account.Login ?? "" });
        command.Parameters.Add(new() { Value = account.Phone ?? "-" });
        var lines = new List<string>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            lines.Add(rows.GetString(0));
        }

        return string.Join('\n', lines);
    }
}
