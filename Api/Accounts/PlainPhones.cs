using Npgsql;
using Pinchang.Data.Keys;
using Pinchang.Domain.Accounts;

namespace Pinchang.Api.Accounts;

/// <summary>Seals the phones that an older version kept plain, before anybody is served: signing in finds accounts by the hash.</summary>
internal sealed class PlainPhones(NpgsqlDataSource database, FieldSeals seals) : IHostedLifecycleService
{
    private const int Batch = 500;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        while (await SealSomeAsync(cancellationToken))
        {
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Whether there were any. Two processes that start at once take different rows; each batch is whole or not at all.</summary>
    private async Task<bool> SealSomeAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var plain = new List<(Guid UserId, string Phone)>();
        await using (var select = new NpgsqlCommand($"SELECT user_id, phone FROM accounts.plain_phones ORDER BY user_id LIMIT {Batch} FOR UPDATE", connection))
        await using (var reader = await select.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                plain.Add((reader.GetGuid(0), reader.GetString(1)));
            }
        }

        if (plain.Count == 0)
        {
            return false;
        }

        await using var update = new NpgsqlCommand(
            """
            WITH done AS (DELETE FROM accounts.plain_phones WHERE user_id = ANY ($1))
            UPDATE accounts.users AS person SET sealed_phone = row.sealed, phone_key = row.key, masked_phone = row.masked
            FROM unnest($1, $2, $3, $4) AS row (id, sealed, key, masked) WHERE person.id = row.id
            """, connection);
        update.Parameters.Add(new() { Value = plain.ConvertAll(row => row.UserId).ToArray() });
        update.Parameters.Add(new() { Value = plain.ConvertAll(row => seals.Seal(SealedField.Phone, row.Phone)).ToArray() });
        update.Parameters.Add(new() { Value = plain.ConvertAll(row => seals.IndexOf(SealedField.Phone, row.Phone)).ToArray() });
        update.Parameters.Add(new() { Value = plain.ConvertAll(row => PhoneNumber.Mask(row.Phone)).ToArray() });
        await update.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}
