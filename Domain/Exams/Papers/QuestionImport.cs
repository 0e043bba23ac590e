namespace Pinchang.Domain.Exams.Papers;

/// <summary>A spreadsheet that was read and waits for its author's word. What was read lies encrypted: it holds answers.</summary>
public sealed class QuestionImport : IOwnedByAgency
{
    public required Guid Id { get; init; }

    public required Guid AgencyId { get; init; }

    public required Guid AuthorId { get; init; }

    /// <summary>The upload's idempotency key.</summary>
    public required Guid UploadKey { get; init; }

    public required string FileName { get; init; }

    public required byte[] Sha256 { get; init; }

    public required byte[] SealedRows { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    public void Confirm(DateTimeOffset now) => ConfirmedAt ??= now;
}
