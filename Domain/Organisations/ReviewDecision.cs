using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;

namespace Pinchang.Domain.Organisations;

/// <summary>What holds for every review: a refusal says why.</summary>
public static class ReviewDecision
{
    public static Refusal? Check(DecideReview decision) =>
        !decision.Approved && string.IsNullOrWhiteSpace(decision.Reason)
            ? EmployerRefusals.ReasonRequired.On("reason")
            : WrittenText.Check(decision.Reason, 500, "reason", lines: true);
}
