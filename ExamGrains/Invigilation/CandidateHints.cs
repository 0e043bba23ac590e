using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Invigilation;

namespace Pinchang.ExamGrains.Invigilation;

/// <summary>What the candidate's page should look at anew, seen from the difference of two sights.</summary>
internal static class CandidateHints
{
    /// <param name="movedForAll">By how much everybody's end moved in between, which one hint tells to all.</param>
    public static IEnumerable<CandidateHint> Of(Guid sittingId, CandidateSight before, CandidateSight after, TimeSpan movedForAll = default)
    {
        var hint = new CandidateHint { SittingId = sittingId, SessionId = after.SessionId };
        if (before.Deadline is { } known && after.Deadline is { } deadline && deadline - known != movedForAll)
        {
            yield return hint with { DeadlineChanged = true };
        }

        if (after.IsOver && !before.IsOver)
        {
            yield return hint with { Ended = after.State };
        }

        if (before.EntryRequest is { } asked && after.EntryRequest?.DeviceId != asked.DeviceId)
        {
            yield return hint with { DecidedDeviceId = asked.DeviceId };
        }

        if (after.Identity != before.Identity && after.Identity is IdentityState.Passed or IdentityState.Refused or IdentityState.Waived)
        {
            yield return hint with { Identity = after.Identity };
        }
    }
}
