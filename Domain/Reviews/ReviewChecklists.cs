using Pinchang.Contracts.Reviews;

namespace Pinchang.Domain.Reviews;

/// <summary>What a reviewer looks at before approving, kind by kind, and the clause that asks for it.</summary>
public static class ReviewChecklists
{
    private static readonly Dictionary<ReviewKind, ReviewCheck[]> ByKind = new()
    {
        [ReviewKind.Employer] =
        [
            new("licence-legible", "LH-5.1.1"),
            new("code-and-name-agree", "LH-5.1.1"),
            new("contact-authorised", "LH-5.1.3a"),
            new("industry-admitted", "LH-5.1.3b"),
        ],
        [ReviewKind.Licence] =
        [
            new("scan-legible", "LH-4.2"),
            new("number-and-holder-agree", "LH-4.2"),
            new("scope-and-dates-agree", "LH-4.2"),
        ],
        [ReviewKind.Job] =
        [
            new("elements-complete", "LH-5.1.3c"),
            new("nothing-discriminates", "LH-5.1.3c"),
            new("no-fees-no-diversion", "LH-5.1.3d"),
            new("pay-plausible", "LH-5.1.3c"),
        ],
    };

    public static ReviewCheck[] Of(ReviewKind kind) => ByKind[kind];
}
