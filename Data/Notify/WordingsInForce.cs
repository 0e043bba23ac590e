using Npgsql;

namespace Pinchang.Data.Notify;

/// <summary>How an agency words one kind of message now; no texts where it words it as the product does, again.</summary>
public sealed record Wording(Guid AgencyId, string Key, string? Subject, string? Text);

public sealed class WordingsInForce(NpgsqlDataSource database)
{
    /// <summary>Of every agency, each kind that it ever worded.</summary>
    public async Task<IReadOnlyList<Wording>> ReadAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "SELECT DISTINCT ON (agency_id, key) agency_id, key, subject, text FROM notify.notice_texts ORDER BY agency_id, key, written_at DESC, id DESC");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var wordings = new List<Wording>();
        while (await reader.ReadAsync(cancellation))
        {
            wordings.Add(new(reader.GetGuid(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3)));
        }

        return wordings;
    }
}
