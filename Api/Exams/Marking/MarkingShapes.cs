using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Marking;

namespace Pinchang.Api.Exams.Marking;

internal static class MarkingShapes
{
    /// <summary>The answer without its candidate. Only what a marker may know is taken over, field by field.</summary>
    public static BlindTask ToBlind(this MarkingTask task, string code, MarkingQuestion question, Guid forMarker)
    {
        var own = task.Marks.SingleOrDefault(mark => mark.MarkerId == forMarker && mark.IsBlind);
        var claim = task.Claims.SingleOrDefault(claim => claim.MarkerId == forMarker);
        return new()
        {
            Id = task.Id,
            RoundId = task.RoundId,
            Code = code,
            Question = question,
            Answer = task.Answer,
            Characters = task.Answer.Count(character => !char.IsWhiteSpace(character)),
            Covered = task.Covered.Length > 0,
            LeaseUntil = claim?.LeaseUntil,
            // At a repeat the first mark is not shown, or it would be no repeat.
            OwnMark = claim is null ? own?.ToDetails(null) : null,
        };
    }

    public static MarkDetails ToDetails(this Mark mark, string? markerName) => new()
    {
        Id = mark.Id,
        Kind = mark.Kind,
        MarkerName = markerName,
        Points = mark.Points,
        Comment = mark.Comment,
        Annotations = mark.Annotations,
        GivenAt = mark.GivenAt,
    };
}
