using Npgsql;

namespace Pinchang.Faults.History;

/// <summary>What somebody was told is kept: a number, a call, an answer, a line, a result.</summary>
internal sealed record FairAcknowledgement(string Kind, Guid Id);

/// <summary>Holds what people at a fair were told against its rows (P1, P2), and the rows against each other.</summary>
internal static class FairChecker
{
    private static readonly Dictionary<string, string> Kept = new()
    {
        ["number"] = "select count(*) from fairs.places where id = $1",
        ["left"] = "select count(*) from fairs.places where id = $1 and ended_at is not null",
        ["call"] = "select count(*) from fairs.talks where id = $1",
        ["answer"] = "select count(*) from fairs.talks where id = $1 and started_at is not null",
        ["message"] = "select count(*) from fairs.talk_messages where id = $1",
        ["result"] = "select count(*) from fairs.talks where id = $1 and result = 'Fits' and ended_at is not null",
    };

    private static readonly (string What, string Sql)[] Doubled =
    [
        ("numbers were given twice", "select count(*) from (select from fairs.places group by booth_id, number having count(*) > 1) as twice"),
        ("calls of one candidate overlap", "select count(*) from (select called_at < lag(coalesce(ended_at, 'infinity')) over (partition by candidate_id order by called_at) as crossing from fairs.talks) as spans where crossing"),
        ("numbers are in a call without a row, or calls without a number", "select count(*) from fairs.places as place full join fairs.talks as talk on talk.place_id = place.id and talk.ended_at is null where (place.state in ('Called', 'Talking')) is distinct from (talk.id is not null) and (talk.ended_at is null) and (place.ended_at is null)"),
        ("candidates greeted one talk more than once", "select count(*) from (select from fairs.talk_messages as said join fairs.talks as talk on talk.id = said.talk_id and talk.candidate_id = said.sender_id group by said.talk_id having count(*) > 1) as twice"),
        ("events of a number that is not there", "select count(*) from fairs.booth_events as happened where place_id is not null and not exists (select from fairs.places where id = happened.place_id)"),
    ];

    public static async Task CheckAsync(string connection, IReadOnlyCollection<FairAcknowledgement> acknowledged, SeedResult result)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        foreach (var told in acknowledged)
        {
            if (await CountAsync(source, Kept[told.Kind], told.Id) == 0)
            {
                result.Lost.Add($"{told.Kind} {told.Id} was acknowledged and is not kept");
            }
        }

        foreach (var (what, sql) in Doubled)
        {
            if (await CountAsync(source, sql) is > 0 and var count)
            {
                result.Doubled.Add($"{count} {what}");
            }
        }
    }

    private static async Task<long> CountAsync(NpgsqlDataSource source, string sql, Guid? id = null)
    {
        await using var command = source.CreateCommand(sql);
        if (id is { } given)
        {
            command.Parameters.Add(new() { Value = given });
        }

        return (long)(await command.ExecuteScalarAsync())!;
    }
}
