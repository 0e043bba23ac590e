using Pinchang.Contracts.Jobs;

namespace Pinchang.Web.Pages.Recruiting;

/// <summary>A job as it is typed; pay in thousands, as job seekers read it.</summary>
public sealed class JobForm
{
    private const int Thousand = 1000;

    private static readonly string[] _experiences = ["不限", "应届", "1 年以内", "1–3 年", "3–5 年", "5–10 年", "10 年以上"];

    private static readonly string[] _educations = ["不限", "初中及以下", "高中", "中专", "大专", "本科", "硕士", "博士"];

    public string? Title { get; set; }

    public string? City { get; set; }

    public decimal? PayFrom { get; set; }

    public decimal? PayTo { get; set; }

    public int PayMonths { get; set; } = 12;

    public int Headcount { get; set; } = 1;

    public string? Experience { get; set; }

    public string? Education { get; set; }

    public string? Description { get; set; }

    public string? Tags { get; set; }

    public PostingRight Right { get; set; }

    public DateOnly? OpenUntil { get; set; }

    public CollectionChannel Channel { get; set; }

    public string? Evidence { get; set; }

    public DateOnly? CollectedOn { get; set; }

    public string[] Experiences => WithKept(_experiences, Experience);

    public string[] Educations => WithKept(_educations, Education);

    public static JobForm Of(PostJob job) => new()
    {
        Title = job.Title,
        City = job.City,
        PayFrom = job.PayFrom / (decimal)Thousand,
        PayTo = job.PayTo / (decimal)Thousand,
        PayMonths = job.PayMonths,
        Headcount = job.Headcount,
        Experience = job.Experience,
        Education = job.Education,
        Description = job.Description,
        Tags = string.Join('、', job.Tags),
        Right = job.Right,
        OpenUntil = job.OpenUntil,
        Channel = job.Channel,
        Evidence = job.Evidence,
        CollectedOn = job.CollectedOn,
    };

    public PostJob ToRequest() => new()
    {
        Title = Title?.Trim() ?? "",
        City = City?.Trim() ?? "",
        PayFrom = (int?)(PayFrom * Thousand),
        PayTo = (int?)(PayTo * Thousand),
        PayMonths = PayMonths,
        Headcount = Headcount,
        Experience = Experience ?? "",
        Education = Education ?? "",
        Description = Description?.Trim() ?? "",
        Tags = (Tags ?? "").Split(['、', ',', '，', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        Right = Right,
        OpenUntil = OpenUntil ?? default,
        Channel = Channel,
        Evidence = Evidence?.Trim(),
        CollectedOn = CollectedOn,
    };

    /// <summary>What was stored in words of its own stays choosable, so that saving does not lose it.</summary>
    private static string[] WithKept(string[] options, string? kept) =>
        string.IsNullOrWhiteSpace(kept) || options.Contains(kept) ? options : [.. options, kept];
}
