using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Papers;

/// <summary>EX-6.3-online-c: the order of questions and options for one candidate, the same for ever from the same seed.</summary>
public static class PaperShuffle
{
    public static PaperDraw Draw(PaperOutline outline, string seed) => new()
    {
        Sections = [.. outline.Sections.Select(section => new SectionDraw(section.Id, DrawQuestions(section, seed)))],
        OptionOrder = outline.Sections
            .SelectMany(section => section.Questions
                .Where(question => question.Options.Length > 0)
                .Select(question => (question.Id, Options: DrawOptions(question, section.Order, seed))))
            .ToDictionary(choice => choice.Id, choice => choice.Options, StringComparer.Ordinal),
    };

    private static string[] DrawQuestions(OutlineSection section, string seed)
    {
        var ids = section.Questions.Select(question => question.Id);
        return section.Order.Questions ? new DrawStream(seed, $"section {section.Id}").Shuffle(ids) : [.. ids];
    }

    private static string[] DrawOptions(OutlineQuestion question, SectionOrder order, string seed)
    {
        if (!order.Options || question.Kind == QuestionKind.TrueFalse)
        {
            return [.. question.Options.Select(option => option.Id)];
        }

        var free = question.Options.Where(option => !option.PinnedLast).Select(option => option.Id);
        var pinned = question.Options.Where(option => option.PinnedLast).Select(option => option.Id);
        return [.. new DrawStream(seed, $"options {question.Id}").Shuffle(free), .. pinned];
    }
}
