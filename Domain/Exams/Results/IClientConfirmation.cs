using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Results;

/// <summary>Who of the client confirmed the scores, and what proves it.</summary>
public sealed record Confirmation(string By, string Reference, DateTimeOffset At);

/// <summary>
/// The gate before publishing (EX-6.3-result): scores are published only after the client has confirmed these very scores.
/// Until the client signs off in its own desk, the officer records the client's letter; that desk then takes this port's place.
/// </summary>
public interface IClientConfirmation
{
    Task<Outcome<Confirmation>> ObtainAsync(ScoreNotice notice, ConfirmScores request, DateTimeOffset now, CancellationToken cancellation);
}

/// <summary>The officer records who confirmed and by which letter. What was confirmed is named by its hash.</summary>
public sealed class RecordedConfirmation : IClientConfirmation
{
    public Task<Outcome<Confirmation>> ObtainAsync(ScoreNotice notice, ConfirmScores request, DateTimeOffset now, CancellationToken cancellation) =>
        Task.FromResult(Record(notice, request, now));

    private static Outcome<Confirmation> Record(ScoreNotice notice, ConfirmScores request, DateTimeOffset now)
    {
        if ((WrittenText.Check(request.ConfirmedBy, 50, "confirmedBy", required: true)
            ?? WrittenText.Check(request.Reference, 100, "reference", required: true)) is { } refusal)
        {
            return refusal;
        }

        return notice.Fingerprint == request.Fingerprint
            ? new Confirmation(request.ConfirmedBy.Trim(), request.Reference.Trim(), now)
            : ScoreRefusals.FingerprintDiffers.On("fingerprint");
    }
}
