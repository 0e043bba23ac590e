using System.Globalization;
using System.Text.RegularExpressions;
using Pinchang.Contracts;
using Pinchang.Contracts.Resumes;

namespace Pinchang.Domain.Resumes;

/// <summary>What a résumé may hold, and when it is enough to be sent.</summary>
public static partial class ResumeContent
{
    public static Refusal? Check(SaveResume resume) =>
        WrittenText.Check(resume.Name, 50, "name", required: true)
        ?? WrittenText.Check(resume.City, 30, "city")
        ?? WrittenText.Check(resume.Headline, 100, "headline")
        ?? WrittenText.Check(resume.Intention, 100, "intention")
        ?? CheckPay(resume.ExpectedPay)
        ?? WrittenText.Check(resume.Highlights, 2000, "highlights", lines: true)
        ?? WrittenText.CheckAll(resume.Skills, 30, 30, "skills")
        ?? CheckEach(resume.Experience, 20, "experience", Check)
        ?? CheckEach(resume.Education, 10, "education", Check);

    /// <summary>Enough to apply: a name and one of intention, experience, education.</summary>
    public static bool IsComplete(SaveResume? resume) =>
        resume is not null
        && !string.IsNullOrWhiteSpace(resume.Name)
        && (!string.IsNullOrWhiteSpace(resume.Intention) || resume.Experience is { Length: > 0 } || resume.Education is { Length: > 0 });

    /// <summary>As it is kept.</summary>
    public static SaveResume Tidy(SaveResume resume) => resume with
    {
        Name = resume.Name.Trim(),
        City = WrittenText.Tidy(resume.City),
        Headline = WrittenText.Tidy(resume.Headline),
        Intention = WrittenText.Tidy(resume.Intention),
        ExpectedPay = WrittenText.Tidy(resume.ExpectedPay),
        Highlights = WrittenText.Tidy(resume.Highlights),
        Skills = [.. (resume.Skills ?? []).Select(skill => skill.Trim()).Distinct(StringComparer.Ordinal)],
        Experience = resume.Experience ?? [],
        Education = resume.Education ?? [],
    };

    private static Refusal? Check(ResumeExperience experience, string field) =>
        WrittenText.Check(experience.Company, 100, $"{field}.company", required: true)
        ?? WrittenText.Check(experience.Title, 60, $"{field}.title", required: true)
        ?? CheckSpan(experience.From, experience.To, field)
        ?? WrittenText.Check(experience.Description, 2000, $"{field}.description", lines: true);

    private static Refusal? Check(ResumeEducation education, string field) =>
        WrittenText.Check(education.School, 100, $"{field}.school", required: true)
        ?? WrittenText.Check(education.Degree, 30, $"{field}.degree", required: true)
        ?? WrittenText.Check(education.Major, 60, $"{field}.major")
        ?? CheckSpan(education.From, education.To, field);

    private static Refusal? CheckPay(string? pay) =>
        WrittenText.Check(pay, 30, "expectedPay")
        ?? (string.IsNullOrWhiteSpace(pay) || pay.Any(IsNumeral) || pay.Contains("面议", StringComparison.Ordinal)
            ? null
            : ResumeRefusals.PayUnreadable.On("expectedPay"));

    private static bool IsNumeral(char character) => char.IsDigit(character) || "一二两三四五六七八九十".Contains(character, StringComparison.Ordinal);

    // A line that was written while watching has no dates yet; else written as the person words it (2021.07, 2021 年夏, 至今); only what begins with a year can be held against each other.
    private static Refusal? CheckSpan(string? from, string? to, string field) =>
        WrittenText.Check(from, 20, $"{field}.from")
        ?? WrittenText.Check(to, 20, $"{field}.to")
        ?? (EndsBeforeStart(from, to) ? ResumeRefusals.EndsBeforeStart.On($"{field}.to") : null);

    private static bool EndsBeforeStart(string? from, string? to)
    {
        if (from is null || to is null || Moment().Match(from) is not { Success: true } start || Moment().Match(to) is not { Success: true } end)
        {
            return false;
        }

        var years = Number(end.Groups["year"]) - Number(start.Groups["year"]);
        return years < 0
            || (years == 0 && start.Groups["month"].Success && end.Groups["month"].Success && Number(end.Groups["month"]) < Number(start.Groups["month"]));
    }

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*(?<year>[0-9]{4})(\s*[.\-/年]\s*(?<month>[0-9]{1,2}))?(?![0-9])", RegexOptions.ExplicitCapture)]
    private static partial Regex Moment();

    private static Refusal? CheckEach<T>(T[]? items, int most, string field, Func<T, string, Refusal?> check)
        where T : class?
    {
        if (items is null)
        {
            return null;
        }

        if (items.Length > most)
        {
            return CommonRefusals.OutOfRange.With("0", most.ToString(CultureInfo.InvariantCulture)).On(field);
        }

        for (var i = 0; i < items.Length; i++)
        {
            var refusal = items[i] is { } item ? check(item, $"{field}[{i}]") : CommonRefusals.Malformed.On($"{field}[{i}]");
            if (refusal is not null)
            {
                return refusal;
            }
        }

        return null;
    }
}
