using Pinchang.Contracts.Exams;

namespace Pinchang.Web.Pages.ExamOffice.Papers;

/// <summary>A blueprint as its form holds it. Lines are added and removed by buttons of the form itself, so that it works without script.</summary>
public sealed class BlueprintForm
{
    public string? Title { get; set; }

    public string? Instructions { get; set; }

    public decimal TotalPoints { get; set; } = 100;

    public List<SectionForm> Sections { get; set; } = [];

    public decimal Sum => Sections.Sum(section => section.Rows.Sum(row => row.Count * row.PointsEach));

    public static BlueprintForm Empty() => new() { Sections = [SectionForm.Of(QuestionKind.SingleChoice)] };

    public static BlueprintForm Of(WriteBlueprint blueprint) => new()
    {
        Title = blueprint.Title,
        Instructions = blueprint.Instructions,
        TotalPoints = blueprint.TotalPoints,
        Sections = [.. blueprint.Sections.Select(SectionForm.Of)],
    };

    /// <summary>What a button asks for: <c>section</c>, <c>row-s</c>, <c>drop-s</c>, <c>drop-s-r</c>.</summary>
    public void Change(string change)
    {
        var parts = change.Split('-');
        var section = parts.Length > 1 && int.TryParse(parts[1], out var s) && s >= 0 && s < Sections.Count ? s : -1;
        switch (parts[0])
        {
            case "section":
                Sections.Add(SectionForm.Of(QuestionKind.SingleChoice));
                break;
            case "row" when section >= 0:
                Sections[section].Rows.Add(new() { Kind = Sections[section].Rows.LastOrDefault()?.Kind ?? QuestionKind.SingleChoice });
                break;
            case "drop" when section >= 0 && parts.Length == 2:
                Sections.RemoveAt(section);
                break;
            case "drop" when section >= 0 && int.TryParse(parts[2], out var row) && row >= 0 && row < Sections[section].Rows.Count:
                Sections[section].Rows.RemoveAt(row);
                break;
        }
    }

    public WriteBlueprint ToRequest() => new()
    {
        Title = Title ?? "",
        Instructions = Instructions,
        TotalPoints = TotalPoints,
        Sections = [.. Sections.Select(section => section.ToRequest())],
    };
}

public sealed class SectionForm
{
    public string? Title { get; set; }

    public string? Instructions { get; set; }

    public bool ShuffleQuestions { get; set; }

    public bool ShuffleOptions { get; set; }

    public List<RowForm> Rows { get; set; } = [];

    public static SectionForm Of(QuestionKind kind) => new() { ShuffleQuestions = true, ShuffleOptions = true, Rows = [new() { Kind = kind }] };

    public static SectionForm Of(BlueprintSection section) => new()
    {
        Title = section.Title,
        Instructions = section.Instructions,
        ShuffleQuestions = section.ShuffleQuestions,
        ShuffleOptions = section.ShuffleOptions,
        Rows = [.. section.Rows.Select(RowForm.Of)],
    };

    public BlueprintSection ToRequest() => new()
    {
        Title = Title ?? "",
        Instructions = Instructions,
        ShuffleQuestions = ShuffleQuestions,
        ShuffleOptions = ShuffleOptions,
        Rows = [.. Rows.Select(row => row.ToRequest())],
    };
}

public sealed class RowForm
{
    public QuestionKind Kind { get; set; }

    public string? Subject { get; set; }

    public string? Topic { get; set; }

    public int From { get; set; } = 1;

    public int To { get; set; } = 5;

    public int Count { get; set; } = 5;

    public decimal PointsEach { get; set; } = 2;

    public decimal? Part { get; set; }

    public static RowForm Of(BlueprintRow row) => new()
    {
        Kind = row.Kind,
        Subject = row.Subject,
        Topic = row.Topic,
        From = row.DifficultyFrom,
        To = row.DifficultyTo,
        Count = row.Count,
        PointsEach = row.PointsEach,
        Part = row.PointsPerRightOption,
    };

    public BlueprintRow ToRequest() => new()
    {
        Kind = Kind,
        Subject = string.IsNullOrWhiteSpace(Subject) ? null : Subject.Trim(),
        Topic = string.IsNullOrWhiteSpace(Topic) ? null : Topic.Trim(),
        DifficultyFrom = From,
        DifficultyTo = To,
        Count = Count,
        PointsEach = PointsEach,
        PointsPerRightOption = Part,
    };
}
