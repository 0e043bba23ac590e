using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Papers;

/// <summary>
/// The bones of a paper, without any text: enough to draw orders and to check that an answer speaks of a question and an option that
/// exist. It may be read before the start, since its ids are the paper's own and lead to no question of the bank.
/// </summary>
public sealed record PaperOutline
{
    public required Guid PaperId { get; init; }

    public required string Title { get; init; }

    public required OutlineSection[] Sections { get; init; }

    public int Questions => Sections.Sum(section => section.Questions.Length);

    public decimal Points => Sections.Sum(section => section.Questions.Sum(question => question.Points));

    public IEnumerable<OutlineQuestion> AllQuestions => Sections.SelectMany(section => section.Questions);

    public static PaperOutline Of(PaperContent content, IReadOnlyDictionary<string, SectionOrder> orders) => new()
    {
        PaperId = content.PaperId,
        Title = content.Title,
        Sections =
        [
            .. content.Sections.Select(section => new OutlineSection
            {
                Id = section.Id,
                Order = orders.GetValueOrDefault(section.Id, SectionOrder.Shuffled),
                Questions =
                [
                    .. section.Questions.Select(question => new OutlineQuestion(
                        question.Id,
                        question.Kind,
                        question.Points,
                        [.. question.Options.Select(option => new OutlineOption(option.Id, option.PinnedLast))],
                        question.Blanks)),
                ],
            }),
        ],
    };
}

/// <summary>What is drawn per candidate in one section.</summary>
/// <param name="Questions">Whether the questions come in a drawn order.</param>
/// <param name="Options">Whether the options of each choice do.</param>
public sealed record SectionOrder(bool Questions, bool Options)
{
    public static readonly SectionOrder Shuffled = new(true, true);
}

public sealed record OutlineSection
{
    public required string Id { get; init; }

    public required SectionOrder Order { get; init; }

    public required OutlineQuestion[] Questions { get; init; }
}

public sealed record OutlineQuestion(string Id, QuestionKind Kind, decimal Points, OutlineOption[] Options, int Blanks);

public sealed record OutlineOption(string Id, bool PinnedLast);
