using System.Globalization;
using System.Text.RegularExpressions;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Resumes;
using Pinchang.Domain.Jobs;

namespace Pinchang.Domain.Fairs;

/// <summary>适合我: how well a job fits a résumé, with the reasons in words. Sex, age and the like are not looked at.</summary>
public static partial class JobFit
{
    private const int Wish = 45;
    private const int Skill = 25;
    private const int Place = 15;
    private const int Pay = 10;
    private const int Degree = 5;

    private static readonly string[] Degrees = ["初中", "高中", "中专", "大专", "本科", "硕士", "博士"];

    /// <summary>0–100.</summary>
    public static (int Score, string[] Reasons) Of(SaveResume resume, PostJob job)
    {
        ArgumentNullException.ThrowIfNull(resume);
        ArgumentNullException.ThrowIfNull(job);
        var reasons = new List<string>();
        var score = OfWish(resume, job, reasons) + OfSkills(resume, job, reasons) + OfPlace(resume, job, reasons)
            + OfPay(resume, job, reasons) + OfDegree(resume, job);
        return (Math.Min(100, score), [.. reasons]);
    }

    private static int OfWish(SaveResume resume, PostJob job, List<string> reasons)
    {
        var wished = Pairs(resume.Intention ?? resume.Headline ?? string.Join(' ', resume.Experience.Select(experience => experience.Title)));
        var title = Pairs(job.Title);
        if (wished.Count == 0 || title.Count == 0)
        {
            return 0;
        }

        var offered = Pairs(string.Join(' ', [job.Title, .. job.Tags]));
        var share = 1.5 * offered.Count(wished.Contains) / Math.Min(wished.Count, title.Count);
        if (share >= 0.3)
        {
            reasons.Add("与求职意向相符");
        }

        return (int)(Wish * Math.Min(1, share));
    }

    private static int OfSkills(SaveResume resume, PostJob job, List<string> reasons)
    {
        var text = string.Join(' ', [job.Title, job.Description, .. job.Tags]);
        var met = resume.Skills.Where(skill => skill.Length > 1 && text.Contains(skill, StringComparison.OrdinalIgnoreCase)).Take(3).ToArray();
        if (met.Length > 0)
        {
            reasons.Add("技能：" + string.Join("、", met));
        }

        return Skill * met.Length / 3;
    }

    private static int OfPlace(SaveResume resume, PostJob job, List<string> reasons)
    {
        if (resume.City is not { Length: >= 2 } city || !(job.City.StartsWith(city[..2], StringComparison.Ordinal)))
        {
            return 0;
        }

        reasons.Add("工作城市相符");
        return Place;
    }

    private static int OfPay(SaveResume resume, PostJob job, List<string> reasons)
    {
        if (resume.ExpectedPay is null || Lowest(resume.ExpectedPay) is not { } wished || job.PayTo is not { } most)
        {
            return 0;
        }

        if (most < wished)
        {
            return 0;
        }

        reasons.Add("薪资达到期望");
        return Pay;
    }

    private static int OfDegree(SaveResume resume, PostJob job)
    {
        var asked = Array.FindIndex(Degrees, degree => job.Education.Contains(degree, StringComparison.Ordinal));
        var held = resume.Education.Select(education => Array.FindIndex(Degrees, degree => education.Degree.Contains(degree, StringComparison.Ordinal)))
            .DefaultIfEmpty(-1).Max();
        return held >= asked ? Degree : 0;
    }

    /// <summary>Yuan a month: 8K, 8千, 0.8万 and 8000 say the same.</summary>
    private static double? Lowest(string text)
    {
        if (Amount().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var number = double.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        return match.Groups["unit"].Value switch
        {
            "万" => number * 10_000,
            "" when number >= 1_000 => number,
            _ => number * 1_000,
        };
    }

    private static HashSet<string> Pairs(string text) => [.. JobSearch.TermsOf(text).Where(term => term.Length > 1)];

    [GeneratedRegex(@"(?<number>[0-9]+(\.[0-9]+)?)\s*(-\s*[0-9.]+\s*)?(?<unit>[kK千万]?)", RegexOptions.ExplicitCapture)]
    private static partial Regex Amount();
}
