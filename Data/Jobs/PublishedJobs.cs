using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Organisations;
using Pinchang.Domain;
using Pinchang.Domain.Jobs;
using Pinchang.Domain.Organisations;

namespace Pinchang.Data.Jobs;

/// <summary>A job with one version of its text and its employer.</summary>
public sealed class JobWithText
{
    public required JobPosting Job { get; init; }

    public required JobVersion Version { get; init; }

    public required Employer Employer { get; init; }

    public JobSummary ToSummary(JobState state) => new()
    {
        Id = Job.Id,
        Title = Version.Posting.Title,
        EmployerId = Employer.Id,
        EmployerName = Employer.Name,
        City = Version.Posting.City,
        Pay = JobPay.Text(Version.Posting.PayFrom, Version.Posting.PayTo, Version.Posting.PayMonths),
        Experience = Version.Posting.Experience,
        Education = Version.Posting.Education,
        Headcount = Version.Posting.Headcount,
        Tags = Version.Posting.Tags,
        State = state,
    };

    /// <summary>As the public sees it: its approved text, open or closed.</summary>
    public JobSummary ToPublicSummary(DateTimeOffset now) =>
        ToSummary(Job.ClosedAt is null && now < ChinaTime.EndOf(Version.Posting.OpenUntil) ? JobState.Approved : JobState.Closed);
}

/// <summary>The one place that says which text of a job who may see.</summary>
public static class PublishedJobs
{
    /// <summary>Jobs with the text that a reviewer approved, of employers whose licences give the right to it today; closed ones too.</summary>
    public static IQueryable<JobWithText> WithApprovedText(this PinchangContext data, DateTimeOffset now)
    {
        var today = ChinaTime.DateOf(now);
        return
            from job in data.Jobs.AsNoTracking()
            join version in data.JobVersions.AsNoTracking() on new { Id = job.Id, Number = job.ApprovedVersion } equals new { Id = version.JobId, Number = (int?)version.Number }
            join employer in data.Employers.AsNoTracking() on job.EmployerId equals employer.Id
            where employer.State == EmployerState.Approved
                && (version.Posting.Right == PostingRight.Own ? employer.OwnUntil
                    : version.Posting.Right == PostingRight.OnBehalf ? employer.OnBehalfUntil
                    : employer.DispatchUntil) >= today
            select new JobWithText { Job = job, Version = version, Employer = employer };
    }

    /// <summary>Those that people may apply for now.</summary>
    public static IQueryable<JobWithText> OpenJobs(this PinchangContext data, DateTimeOffset now)
    {
        var today = ChinaTime.DateOf(now);
        return data.WithApprovedText(now).Where(row => row.Job.ClosedAt == null && row.Version.Posting.OpenUntil >= today);
    }

    /// <summary>Jobs as their employer and its reviewers see them: with the newest text.</summary>
    public static IQueryable<JobWithText> WithNewestText(this PinchangContext data) =>
        from job in data.Jobs.AsNoTracking()
        join version in data.JobVersions.AsNoTracking() on new { Id = job.Id, Number = job.NewestVersion } equals new { Id = version.JobId, version.Number }
        join employer in data.Employers.AsNoTracking() on job.EmployerId equals employer.Id
        select new JobWithText { Job = job, Version = version, Employer = employer };

    /// <summary>A job with one given version of its text, whatever became of it.</summary>
    public static IQueryable<JobWithText> WithVersion(this PinchangContext data, Guid jobId, int number) =>
        from job in data.Jobs.AsNoTracking()
        join version in data.JobVersions.AsNoTracking() on job.Id equals version.JobId
        join employer in data.Employers.AsNoTracking() on job.EmployerId equals employer.Id
        where job.Id == jobId && version.Number == number
        select new JobWithText { Job = job, Version = version, Employer = employer };

    /// <summary>Keeps the jobs that hold every word of the query in title, employer, city or tags; a query of signs alone finds none.</summary>
    public static IQueryable<JobWithText> Matching(this IQueryable<JobWithText> jobs, string? query)
    {
        var words = JobSearch.WordsOf(query);
        if (words.Length == 0)
        {
            return string.IsNullOrWhiteSpace(query) ? jobs : jobs.Where(_ => false);
        }

        var terms = JobSearch.LookUpsOf(words);
        jobs = jobs.Where(row => terms.All(term => row.Job.SearchTerms.Contains(term)));
        return words.Aggregate(jobs, (found, word) => found.Where(row => row.Job.SearchText.Contains(word)));
    }
}
