using Pinchang.Contracts.Resumes;

namespace Pinchang.Web.Pages.Candidate;

/// <summary>The résumé as it is typed. Empty entries are those that were not filled in.</summary>
public sealed class ResumeForm
{
    public string? Name { get; set; }

    public string? City { get; set; }

    public string? Headline { get; set; }

    public string? Intention { get; set; }

    public string? ExpectedPay { get; set; }

    public string? Highlights { get; set; }

    /// <summary>Split by commas of either width, or spaces.</summary>
    public string? Skills { get; set; }

    public Guid? AttachmentId { get; set; }

    /// <summary>What the attachment is called, so that a form drawn again can say which one it holds.</summary>
    public string? AttachmentName { get; set; }

    public List<ExperienceEntry> Experience { get; set; } = [];

    public List<EducationEntry> Education { get; set; } = [];

    public static ResumeForm Of(SaveResume resume, string? attachmentName) => new()
    {
        Name = resume.Name,
        City = resume.City,
        Headline = resume.Headline,
        Intention = resume.Intention,
        ExpectedPay = resume.ExpectedPay,
        Highlights = resume.Highlights,
        Skills = string.Join('、', resume.Skills),
        AttachmentId = resume.AttachmentId,
        AttachmentName = attachmentName,
        Experience = [.. resume.Experience.Select(entry => new ExperienceEntry
        {
            Company = entry.Company, Title = entry.Title, From = entry.From, To = entry.To, Description = entry.Description,
        })],
        Education = [.. resume.Education.Select(entry => new EducationEntry
        {
            School = entry.School, Degree = entry.Degree, Major = entry.Major, From = entry.From, To = entry.To,
        })],
    };

    /// <summary>Takes the entries that were left empty away, so that Api counts the others as the page does.</summary>
    public void DropEmptyEntries()
    {
        Experience.RemoveAll(entry => entry.IsEmpty);
        Education.RemoveAll(entry => entry.IsEmpty);
    }

    public SaveResume ToRequest() => new()
    {
        Name = Name?.Trim() ?? "",
        City = Kept(City),
        Headline = Kept(Headline),
        Intention = Kept(Intention),
        ExpectedPay = Kept(ExpectedPay),
        Highlights = Kept(Highlights),
        AttachmentId = AttachmentId,
        Skills = (Skills ?? "").Split(['、', ',', '，', ' ', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        Experience = [.. Experience.Select(entry =>
            new ResumeExperience(entry.Company?.Trim() ?? "", entry.Title?.Trim() ?? "", entry.From ?? "", Kept(entry.To), Kept(entry.Description)))],
        Education = [.. Education.Select(entry =>
            new ResumeEducation(entry.School?.Trim() ?? "", entry.Degree ?? "", Kept(entry.Major), entry.From ?? "", Kept(entry.To)))],
    };

    private static string? Kept(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    public sealed class ExperienceEntry
    {
        public string? Company { get; set; }

        public string? Title { get; set; }

        public string? From { get; set; }

        public string? To { get; set; }

        public string? Description { get; set; }

        public bool IsEmpty => string.IsNullOrWhiteSpace(Company + Title + From + To + Description);
    }

    public sealed class EducationEntry
    {
        public string? School { get; set; }

        public string? Degree { get; set; }

        public string? Major { get; set; }

        public string? From { get; set; }

        public string? To { get; set; }

        public bool IsEmpty => string.IsNullOrWhiteSpace(School + Degree + Major + From + To);
    }
}
