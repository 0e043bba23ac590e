using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Data.Exams.Papers;

/// <summary>A paper with everything that its setters may see of it.</summary>
public sealed record OpenedPaper(PaperContent Content, MarkingKey Key, PaperManifest Manifest);

/// <summary>
/// Opens papers. The lock is asked first, then the key must unwrap with the times that the row names, then the line is written, and only
/// then is anything handed out.
/// </summary>
public sealed class PaperVault(NpgsqlDataSource source, ExamKeys keys, PaperAccessLog log) : IPaperVault, IDisposable
{
    private readonly ConcurrentDictionary<Guid, PaperKey> _released = new();
    private readonly ConcurrentDictionary<(Guid PaperId, Guid? UserId, string Reason), bool> _logged = new();
    private readonly SemaphoreSlim _releasing = new(1);

    public async Task<PaperOutline?> FindOutlineAsync(Guid paperId, CancellationToken cancellation = default)
    {
        await using var command = source.CreateCommand("SELECT outline FROM exams.papers WHERE id = $1");
        command.Parameters.Add(new() { Value = paperId });
        return await command.ExecuteScalarAsync(cancellation) is string json
            ? JsonSerializer.Deserialize<PaperOutline>(json, PaperJson.Options)
            : null;
    }

    public async Task<SealedPaper?> ReadSealedAsync(Guid paperId, CancellationToken cancellation = default)
    {
        await using var command = source.CreateCommand(
            """
            SELECT v.sealed_content, p.content_sha256 FROM exams.papers p JOIN exams.paper_vault v ON v.paper_id = p.id
            WHERE p.id = $1 AND p.state = 'Sealed'
            """);
        command.Parameters.Add(new() { Value = paperId });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new(reader.GetFieldValue<byte[]>(0), Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(1)))
            : null;
    }

    public async Task<Outcome<PaperKey>> ReleaseKeyAsync(
        Guid paperId, PaperAccessor accessor, DateTimeOffset now, CancellationToken cancellation = default)
    {
        if (_released.TryGetValue(paperId, out var key) && _logged.ContainsKey((paperId, accessor.UserId, accessor.Reason)))
        {
            return key;
        }

        // A crowd starts at one second: the first opens, the others find it open.
        await _releasing.WaitAsync(cancellation);
        try
        {
            if (_released.TryGetValue(paperId, out key) && _logged.ContainsKey((paperId, accessor.UserId, accessor.Reason)))
            {
                return key;
            }

            var outcome = await OpenAsync(
                paperId, PaperPart.Content, PaperAct.KeyReleased, accessor, now, row => new PaperKey(row.UnwrapContentKey(keys)), cancellation);
            if (outcome.IsAccepted)
            {
                _released[paperId] = outcome.Value;
                _logged[(paperId, accessor.UserId, accessor.Reason)] = true;
            }

            return outcome;
        }
        finally
        {
            _releasing.Release();
        }
    }

    public Task<Outcome<PaperContent>> OpenContentAsync(
        Guid paperId, PaperAccessor accessor, DateTimeOffset now, CancellationToken cancellation = default) =>
        OpenAsync(paperId, PaperPart.Content, PaperAct.ContentOpened, accessor, now, row => row.Content(keys), cancellation);

    public Task<Outcome<MarkingKey>> OpenMarkingKeyAsync(
        Guid paperId, PaperAccessor accessor, DateTimeOffset now, CancellationToken cancellation = default) =>
        OpenAsync(paperId, PaperPart.MarkingKey, PaperAct.MarkingKeyOpened, accessor, now, row => row.MarkingKey(keys), cancellation);

    /// <summary>For those who set the paper: before it is sealed, and again when marking has opened.</summary>
    public Task<Outcome<OpenedPaper>> OpenWholeAsync(
        Guid paperId, PaperAct act, PaperAccessor accessor, DateTimeOffset now, CancellationToken cancellation = default) =>
        OpenAsync(paperId, PaperPart.Whole, act, accessor, now, row => new OpenedPaper(row.Content(keys), row.MarkingKey(keys), row.Manifest(keys)), cancellation);

    public void Dispose() => _releasing.Dispose();

    private async Task<Outcome<T>> OpenAsync<T>(
        Guid paperId, PaperPart part, PaperAct act, PaperAccessor accessor, DateTimeOffset now, Func<VaultRow, T> open, CancellationToken cancellation)
        where T : class
    {
        if (await VaultRow.FindAsync(source, paperId, cancellation) is not { } row)
        {
            return CommonRefusals.NotFound;
        }

        var refusal = PaperLock.Check(row.State, row.Times, part, now);
        T? opened = null;
        if (refusal is null)
        {
            try
            {
                opened = open(row);
            }
            catch (AuthenticationTagMismatchException)
            {
                refusal = PaperRefusals.Damaged;
            }
        }

        await log.WriteAsync(paperId, row.AgencyId, act, accessor, refusal?.Code, now, cancellation);
        return opened is null ? refusal! : opened;
    }
}
