using System.Collections.Concurrent;
using Npgsql;
using Pinchang.Data.Committing;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Api.Exams.Sittings;

/// <summary>Which paper a candidate may fetch in a sitting, and from when on.</summary>
internal sealed record PaperRight(Guid PaperId, DateTimeOffset OpensAt);

/// <summary>
/// The sealed papers of sittings, ready for a crowd: the bytes of a paper are read once, and that somebody sits in a sitting is asked
/// once (nobody is ever taken out of one).
/// </summary>
internal sealed class SittingPapers(NpgsqlDataSource database, IServiceScopeFactory scopes)
{
    private const int MostKept = 50_000;

    private readonly ConcurrentDictionary<(Guid SittingId, Guid CandidateId), PaperRight> _rights = [];
    private readonly ConcurrentDictionary<Guid, Lazy<Task<SealedPaper?>>> _papers = [];
    private readonly GroupReader<(Guid, Guid), PaperRight> _reader = new(keys => ReadAsync(database, keys));

    public async ValueTask<PaperRight?> FindRightAsync(Guid sittingId, Guid candidateId)
    {
        var key = (sittingId, candidateId);
        if (_rights.TryGetValue(key, out var known))
        {
            return known;
        }

        if (await _reader.ReadAsync(key) is not { } right)
        {
            return null;
        }

        if (_rights.Count >= MostKept)
        {
            _rights.Clear();
        }

        return _rights[key] = right;
    }

    public async ValueTask<SealedPaper?> FindPaperAsync(Guid paperId)
    {
        var reading = _papers.GetOrAdd(paperId, id => new(() => ReadPaperAsync(id)));
        try
        {
            if (await reading.Value is { } paper)
            {
                return paper;
            }
        }
        catch
        {
            _papers.TryRemove(KeyValuePair.Create(paperId, reading));
            throw;
        }

        _papers.TryRemove(KeyValuePair.Create(paperId, reading));
        return null;
    }

    private async Task<SealedPaper?> ReadPaperAsync(Guid paperId)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IPaperVault>().ReadSealedAsync(paperId);
    }

    private static async Task<IReadOnlyDictionary<(Guid, Guid), PaperRight>> ReadAsync(
        NpgsqlDataSource database, IReadOnlyList<(Guid SittingId, Guid CandidateId)> keys)
    {
        await using var command = database.CreateCommand(
            """
            SELECT sitting.id, session.candidate_id, sitting.paper_id, sitting.opens_at
            FROM unnest($1, $2) AS asked (sitting_id, candidate_id)
            JOIN exams.sessions AS session USING (sitting_id, candidate_id)
            JOIN exams.sittings AS sitting ON sitting.id = asked.sitting_id
            """);
        command.Parameters.Add(new() { Value = keys.Select(key => key.SittingId).ToArray() });
        command.Parameters.Add(new() { Value = keys.Select(key => key.CandidateId).ToArray() });
        await using var reader = await command.ExecuteReaderAsync();
        var rights = new Dictionary<(Guid, Guid), PaperRight>();
        while (await reader.ReadAsync())
        {
            rights[(reader.GetGuid(0), reader.GetGuid(1))] = new(reader.GetGuid(2), reader.GetFieldValue<DateTimeOffset>(3));
        }

        return rights;
    }
}
