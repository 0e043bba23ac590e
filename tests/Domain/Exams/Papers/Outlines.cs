using System.Globalization;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Domain.Tests.Exams.Papers;

/// <summary>One section of twelve single choices, each with three free options and 以上都对; and one of a true/false and an essay.</summary>
internal static class Outlines
{
    public static PaperOutline TwoSections(SectionOrder? order = null) => new()
    {
        PaperId = Guid.Parse("0195a000-0000-7000-8000-000000000001"),
        Title = "综合知识",
        Sections =
        [
            new()
            {
                Id = "s1",
                Order = order ?? SectionOrder.Shuffled,
                Questions = [.. Enumerable.Range(1, 12).Select(number => Choice("q" + number.ToString(CultureInfo.InvariantCulture)))],
            },
            new()
            {
                Id = "s2",
                Order = new(false, true),
                Questions =
                [
                    new("t1", QuestionKind.TrueFalse, 1, [new("t1-yes", false), new("t1-no", false)], 0),
                    new("e1", QuestionKind.Essay, 20, [], 0),
                ],
            },
        ],
    };

    private static OutlineQuestion Choice(string id) =>
        new(id, QuestionKind.SingleChoice, 2, [new("a", false), new("b", false), new("all", true), new("c", false)], 0);
}
