using Npgsql;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Data.Exams.Papers;

/// <summary>A paper as its rows say it is, read in one statement.</summary>
internal sealed record VaultRow(Guid PaperId, Guid AgencyId, PaperState State, PaperTimes? Times, byte[] ContentSha256, VaultRow.Secrets Boxes)
{
    public static async Task<VaultRow?> FindAsync(NpgsqlDataSource source, Guid paperId, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            """
            SELECT p.agency_id, p.state, p.release_at, p.marking_opens_at, p.content_sha256,
                   v.sealed_content, v.sealed_marking_key, v.sealed_manifest, v.wrapped_content_key, v.wrapped_answers_key
            FROM exams.papers p JOIN exams.paper_vault v ON v.paper_id = p.id WHERE p.id = $1
            """);
        command.Parameters.Add(new() { Value = paperId });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation))
        {
            return null;
        }

        PaperTimes? times = reader.IsDBNull(2) ? null : new(reader.GetFieldValue<DateTimeOffset>(2), reader.GetFieldValue<DateTimeOffset>(3));
        return new(
            paperId,
            reader.GetGuid(0),
            Enum.Parse<PaperState>(reader.GetString(1)),
            times,
            reader.GetFieldValue<byte[]>(4),
            new(Bytes(5), Bytes(6), Bytes(7), Bytes(8), Bytes(9)));

        byte[] Bytes(int column) => reader.GetFieldValue<byte[]>(column);
    }

    public byte[] UnwrapContentKey(ExamKeys keys) => Unwrap(keys, KeyBinding.Content, Boxes.WrappedContentKey);

    public PaperContent Content(ExamKeys keys) => PaperJson.Read<PaperContent>(SealedBox.Open(UnwrapContentKey(keys), Boxes.Content));

    public MarkingKey MarkingKey(ExamKeys keys) => PaperJson.Read<MarkingKey>(SealedBox.Open(UnwrapAnswersKey(keys), Boxes.MarkingKey));

    public PaperManifest Manifest(ExamKeys keys) => PaperJson.Read<PaperManifest>(SealedBox.Open(UnwrapAnswersKey(keys), Boxes.Manifest));

    private byte[] UnwrapAnswersKey(ExamKeys keys) => Unwrap(keys, KeyBinding.Answers, Boxes.WrappedAnswersKey);

    // Until the second person has signed, no times are bound.
    private byte[] Unwrap(ExamKeys keys, string key, byte[] wrapped) =>
        SealedBox.Open(keys.PaperWrapping, wrapped, new KeyBinding(PaperId, key, State == PaperState.Sealed ? Times : null, ContentSha256).ToBytes());

    internal sealed record Secrets(byte[] Content, byte[] MarkingKey, byte[] Manifest, byte[] WrappedContentKey, byte[] WrappedAnswersKey);
}
