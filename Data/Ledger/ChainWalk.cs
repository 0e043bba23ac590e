using Npgsql;
using Pinchang.Domain.Ledger;

namespace Pinchang.Data.Ledger;

/// <summary>One chain, seal by seal from its first, with the lines that each names.</summary>
internal sealed class ChainWalk(NpgsqlConnection connection, LedgerChain chain)
{
    private readonly HashSet<Guid> _named = [];

    public List<LedgerFinding> Findings { get; } = [];

    public long Seals { get; private set; }

    public long Lines { get; private set; }

    public async Task GoAsync(IReadOnlyList<LedgerHead> anchors, CancellationToken cancellation)
    {
        LedgerHead? before = null;
        var expected = anchors.GroupBy(anchor => anchor.Number).ToDictionary(group => group.Key, group => group.ToArray());
        while (await LedgerSeals.ReadNextAsync(connection, chain, before?.Number ?? 0, cancellation) is { } seal)
        {
            if (seal.Number != (before?.Number ?? 0) + 1)
            {
                Find(LedgerFlaw.SealRemoved, (before?.Number ?? 0) + 1, (before?.LastPosition ?? 0) + 1, detail: $"the next that is there is {seal.Number}");
            }
            else if (!seal.Follows(before))
            {
                Find(LedgerFlaw.SealChanged, seal.Number, seal.Position, detail: "it does not continue the seal before it");
            }

            if (!seal.IsWhole)
            {
                Find(LedgerFlaw.SealChanged, seal.Number, seal.Position, detail: "its hash is not that of what it names");
            }

            foreach (var anchor in expected.GetValueOrDefault(seal.Number, []).Where(anchor => !anchor.Hash.AsSpan().SequenceEqual(seal.Hash)))
            {
                Find(LedgerFlaw.ChainRewritten, anchor.Number, anchor.LastPosition, detail: "another seal stood here when it was anchored");
            }

            await CompareLinesAsync(seal, cancellation);
            (Seals, Lines, before) = (Seals + 1, Lines + seal.LineIds.Length, seal.ToHead());
        }

        if (anchors.Count > 0 && anchors.MaxBy(anchor => anchor.Number) is { } last && last.Number > (before?.Number ?? 0))
        {
            Find(LedgerFlaw.SealRemoved, (before?.Number ?? 0) + 1, (before?.LastPosition ?? 0) + 1, detail: $"anchored up to seal {last.Number}, position {last.LastPosition}");
        }
    }

    private async Task CompareLinesAsync(LedgerSeal seal, CancellationToken cancellation)
    {
        var lines = await ReadLinesAsync(seal.LineIds, cancellation);
        for (var place = 0; place < seal.LineIds.Length && (place + 1) * LedgerSeal.HashLength <= seal.LineHashes.Length; place++)
        {
            var (id, position) = (seal.LineIds[place], seal.Position + place);
            if (!_named.Add(id))
            {
                Find(LedgerFlaw.SealChanged, seal.Number, position, id, "it is sealed twice");
            }
            else if (!lines.TryGetValue(id, out var line))
            {
                Find(LedgerFlaw.LineRemoved, seal.Number, position, id);
            }
            else if (!LedgerText.HashOf(line).AsSpan().SequenceEqual(seal.HashOfLine(place)))
            {
                Find(LedgerFlaw.LineChanged, seal.Number, position, id, line.Kind);
            }
        }
    }

    private async Task<Dictionary<Guid, LedgerLine>> ReadLinesAsync(Guid[] ids, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT id, at, agency_id, kind, actor_id, address, organisation_id, person_id, subject, subject_id, service_id, before, after, what, reason
            FROM compliance.ledger_lines WHERE id = ANY ($1) AND at >= $2 AND at < $3 AND agency_id = $4
            """, connection)
        { CommandTimeout = 0 };
        command.Parameters.Add(new() { Value = ids });
        command.Parameters.Add(new() { Value = chain.From.UtcDateTime });
        command.Parameters.Add(new() { Value = chain.To.UtcDateTime });
        command.Parameters.Add(new() { Value = chain.AgencyId });
        var lines = new Dictionary<Guid, LedgerLine>(ids.Length);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var line = new LedgerLine
            {
                Id = reader.GetGuid(0),
                At = reader.GetFieldValue<DateTimeOffset>(1),
                AgencyId = reader.GetGuid(2),
                Kind = reader.GetString(3),
                ActorId = Id(reader, 4),
                Address = Text(reader, 5),
                OrganisationId = Id(reader, 6),
                PersonId = Id(reader, 7),
                Subject = reader.GetString(8),
                SubjectId = reader.GetGuid(9),
                ServiceId = Id(reader, 10),
                Before = Text(reader, 11),
                After = Text(reader, 12),
                What = Text(reader, 13),
                Reason = Text(reader, 14),
            };
            lines[line.Id] = line;
        }

        return lines;
    }

    private void Find(LedgerFlaw flaw, long seal, long position, Guid? line = null, string? detail = null) =>
        Findings.Add(new(flaw, chain, seal, position, line, detail));

    private static Guid? Id(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetGuid(column);

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
