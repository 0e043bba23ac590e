using System.Globalization;
using System.Text.Json;
using Npgsql;
using Pinchang.Faults.Clients;

namespace Pinchang.Faults.History;

/// <summary>A command that somebody was told is kept, and the text by which its item is found.</summary>
internal sealed record AcknowledgedCommand(string Kind, string Text);

/// <summary>An item as the database keeps it.</summary>
internal sealed record KeptItem(long Sequence, string Kind, bool Must, string Body);

/// <summary>Holds what clients were told and what viewers saw against what the database keeps (promises P1, P2, P5).</summary>
internal static class RoomChecker
{
    public static async Task<KeptItem[]> KeptAsync(string connection, Guid roomId)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(
            """
            select f.sequence, f.kind, f.must, coalesce(f.body -> 'item', f.body)::text
            from live.feed f join live.sessions s on s.id = f.session_id
            where s.room_id = $1
            order by f.sequence
            """);
        command.Parameters.Add(new() { Value = roomId });
        await using var reader = await command.ExecuteReaderAsync();
        var kept = new List<KeptItem>();
        while (await reader.ReadAsync())
        {
            kept.Add(new KeptItem(reader.GetInt64(0), reader.GetString(1), reader.GetBoolean(2), reader.GetString(3)));
        }

        return [.. kept];
    }

    /// <summary>P1 and P2: each answered command is kept, and kept once.</summary>
    public static void CheckCommands(IReadOnlyCollection<AcknowledgedCommand> acknowledged, KeptItem[] kept, SeedResult result)
    {
        foreach (var command in acknowledged)
        {
            var times = kept.Count(item => item.Kind == command.Kind && Says(item, command));
            if (times == 0)
            {
                result.Lost.Add($"{command.Kind} “{command.Text}” was acknowledged and is not kept");
            }
            else if (times > 1)
            {
                result.Doubled.Add($"{command.Kind} “{command.Text}” is kept {times} times");
            }
        }

        // A push that was done twice has another moment, so only their number gives it away.
        var (pushed, told) = (kept.Count(item => item.Kind == "card" && IsPush(item)), acknowledged.Count(command => command.Kind == "card"));
        if (pushed > told)
        {
            result.Doubled.Add($"{pushed} pushes are kept of {told} that were made");
        }
    }

    /// <summary>P5: a viewer who stayed or came back saw every item that must arrive, in order, once.</summary>
    public static void CheckViewers(IEnumerable<RoomViewer> viewers, KeptItem[] kept, SeedResult result)
    {
        foreach (var (viewer, number) in viewers.Select((viewer, number) => (viewer, number)))
        {
            var seen = viewer.Seen.ToArray();
            var known = seen.Select(item => item.Sequence).ToHashSet();
            result.Lost.AddRange(
                kept.Where(item => item.Must && item.Sequence > viewer.JoinedAt && !known.Contains(item.Sequence))
                    .Select(item => string.Create(CultureInfo.InvariantCulture, $"viewer {number} missed {item.Kind} {item.Sequence}")));
            if (known.Count != seen.Length)
            {
                result.Doubled.Add($"viewer {number} saw an item twice");
            }

            if (!seen.Select(item => item.Sequence).SequenceEqual(seen.Select(item => item.Sequence).Order()))
            {
                result.Broken.Add($"viewer {number} saw items out of order");
            }
        }
    }

    private static bool Says(KeptItem item, AcknowledgedCommand command)
    {
        using var body = JsonDocument.Parse(item.Body);
        return command.Kind == "notice"
            ? body.RootElement.TryGetProperty("text", out var text) && text.GetString() == command.Text
            : body.RootElement.TryGetProperty("card", out var card) && IsCurrent(card) && SameInstant(card.GetProperty("pushedAt").GetString()!, command.Text);
    }

    private static bool IsPush(KeptItem item)
    {
        using var body = JsonDocument.Parse(item.Body);
        return body.RootElement.TryGetProperty("card", out var card) && IsCurrent(card);
    }

    /// <summary>A card that another has taken the place of is told again, with the moment of its own push.</summary>
    private static bool IsCurrent(JsonElement card) => card.GetProperty("state").GetString() == "current";

    private static bool SameInstant(string one, string other) =>
        Math.Abs((DateTimeOffset.Parse(one, CultureInfo.InvariantCulture) - DateTimeOffset.Parse(other, CultureInfo.InvariantCulture)).TotalMilliseconds) < 0.01;
}
