using Npgsql;
using Pinchang.Domain.Ledger;

namespace Pinchang.Data.Ledger;

/// <summary>
/// Makes the months ahead, and those that lines were already written in: what waited apart moves into its month then, as it is.
/// </summary>
public sealed class LedgerMonths(NpgsqlDataSource database)
{
    public const int Ahead = 3;

    /// <summary>How many months were made now.</summary>
    public async Task<int> MakeAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var months = Enumerable.Range(0, Ahead + 1).Select(LedgerChain.MonthOf(now).AddMonths).ToHashSet();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using (var misplaced = new NpgsqlCommand(
            "SELECT DISTINCT date_trunc('month', at AT TIME ZONE interval '+08:00')::date FROM compliance.ledger_misplaced", connection))
        {
            await using var reader = await misplaced.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                months.Add(reader.GetFieldValue<DateOnly>(0));
            }
        }

        var made = 0;
        foreach (var month in months.Order())
        {
            await using var make = new NpgsqlCommand("SELECT compliance.make_ledger_month($1)", connection);
            make.Parameters.Add(new() { Value = month });
            made += await make.ExecuteScalarAsync(cancellation) is true ? 1 : 0;
        }

        return made;
    }
}
