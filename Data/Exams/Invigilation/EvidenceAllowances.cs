using System.Collections.Concurrent;
using Npgsql;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data.Committing;
using Pinchang.Domain.Exams.Invigilation;

namespace Pinchang.Data.Exams.Invigilation;

/// <summary>
/// How much each session has left behind: read once, and counted here from then on, so that a piece costs no question more. Another server
/// counts for itself, so a ceiling may be reached once for each.
/// </summary>
public sealed class EvidenceAllowances(NpgsqlDataSource database)
{
    private const int MostKept = 50_000;

    private readonly ConcurrentDictionary<Guid, Allowance> _known = [];
    private readonly GroupReader<Guid, Allowance> _reader = new(ids => ReadAsync(database, ids));

    /// <summary>Counts it when it may come in; otherwise says why it may not.</summary>
    /// <param name="length">Bytes of a recording.</param>
    public async ValueTask<Refusal?> TakeAsync(Guid sessionId, EvidenceKind kind, int length, DateTimeOffset now)
    {
        if ((_known.TryGetValue(sessionId, out var known) ? known : await FindAsync(sessionId)) is not { } allowance)
        {
            return InvigilationRefusals.NotFound;
        }

        var refusal = allowance.Take(kind, length, now);

        // The end may have moved since it was read.
        return refusal?.Code == InvigilationRefusals.Closed.Code && await FindAsync(sessionId) is { } again ? again.Take(kind, length, now) : refusal;
    }

    private async Task<Allowance?> FindAsync(Guid sessionId)
    {
        if (await _reader.ReadAsync(sessionId) is not { } read)
        {
            return null;
        }

        if (_known.Count >= MostKept)
        {
            _known.Clear();
        }

        return _known[sessionId] = read;
    }

    private static async Task<IReadOnlyDictionary<Guid, Allowance>> ReadAsync(NpgsqlDataSource database, IReadOnlyList<Guid> sessionIds)
    {
        await using var command = database.CreateCommand(
            """
            SELECT session.id, sitting.opens_at, sitting.ends_at + make_interval(secs => sitting.extra_seconds + session.extra_seconds),
                   coalesce((sitting.settings ->> 'recording')::boolean, true),
                   (SELECT coalesce(sum(length), 0) FROM exams.recording_pieces WHERE session_id = session.id),
                   (SELECT count(*)::int FROM exams.stills WHERE session_id = session.id),
                   (SELECT count(*)::int FROM exams.session_events WHERE session_id = session.id)
            FROM exams.sessions AS session JOIN exams.sittings AS sitting ON sitting.id = session.sitting_id
            WHERE session.id = ANY ($1)
            """);
        command.Parameters.Add(new() { Value = sessionIds.ToArray() });
        await using var reader = await command.ExecuteReaderAsync();
        var allowances = new Dictionary<Guid, Allowance>();
        while (await reader.ReadAsync())
        {
            allowances[reader.GetGuid(0)] = new(
                new(reader.GetFieldValue<DateTimeOffset>(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetBoolean(3)),
                new(reader.GetInt64(4), reader.GetInt32(5), reader.GetInt32(6)));
        }

        return allowances;
    }

    private sealed class Allowance(EvidenceWindow window, EvidenceUse use)
    {
        private readonly Lock _gate = new();
        private EvidenceUse _use = use;

        public Refusal? Take(EvidenceKind kind, int length, DateTimeOffset now)
        {
            lock (_gate)
            {
                if (EvidenceRules.WhyNot(kind, window, _use, now) is { } refusal)
                {
                    return refusal;
                }

                _use = kind switch
                {
                    EvidenceKind.Piece => _use with { Bytes = _use.Bytes + length },
                    EvidenceKind.Still => _use with { Stills = _use.Stills + 1 },
                    _ => _use with { Events = _use.Events + 1 },
                };
                return null;
            }
        }
    }
}
