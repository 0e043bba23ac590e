using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Invigilation;

namespace Pinchang.ExamGrains.Invigilation;

/// <summary>What the candidate's page should look at anew, seen from the difference of two reports.</summary>
internal static class CandidateHints
{
    public static IEnumerable<CandidateHint> Of(Guid sittingId, CandidateSight before, CandidateSight after)
    {
        var hint = new CandidateHint { SittingId = sittingId, SessionId = after.SessionId };
        if (after.ExtraSeconds != before.ExtraSeconds || (before.Deadline is not null && after.Deadline != before.Deadline))
        {
            yield return hint with { DeadlineChanged = true, Deadline = after.Deadline };
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
