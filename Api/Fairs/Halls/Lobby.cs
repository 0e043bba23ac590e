using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.Resumes;
using Pinchang.Data;
using Pinchang.Data.Jobs;
using Pinchang.Domain.Fairs;

namespace Pinchang.Api.Fairs.Halls;

/// <summary>The lobby: halls, booths with queue and wait, search and filters, and what fits the caller's résumé.</summary>
internal static class Lobby
{
    private const int ShownJobs = 3;
    private const int MostForMe = 6;
    private const int LeastFit = 25;

    public static async Task<Results<Ok<LobbyDetails>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CurrentUser user,
        PinchangContext data,
        LobbyGrounds grounds,
        OwnPlaces own,
        TimeProvider time,
        string? q = null,
        Guid? hall = null,
        string? city = null,
        string? education = null,
        string? experience = null,
        CancellationToken cancellation = default)
    {
        if (await grounds.FindAsync(id).WaitAsync(cancellation) is not var (ground, counts) || !FairAccess.MaySee(ground.Fair, user))
        {
            return FairRefusals.NotFound.ToProblem();
        }

        var (fair, now) = (ground.Fair, time.GetUtcNow());
        var resume = await FindResumeAsync(user, data, cancellation);
        var filter = new LobbyFilter(q, city, education, experience);
        var cards = ground.Booths
            .Where(booth => hall is null || booth.Booth.HallId == hall)
            .Select(booth => (Booth: booth, Jobs: filter.Of(booth)))
            .Where(found => found.Jobs is not null)
            .Select(found => CardOf(found.Booth, found.Jobs!, ground.FiguresOf(found.Booth.Booth.Id), resume, now))
            .ToArray();
        return TypedResults.Ok(new LobbyDetails
        {
            Fair = fair.ToSummary(counts, now),
            Halls =
            [
                .. from given in fair.Halls.OrderBy(given => given.Position)
                   where hall is null || given.Id == hall
                   let booths = cards.Where(card => card.HallId == given.Id).ToArray()
                   where booths.Length > 0 || filter.IsEmpty
                   select new LobbyHall(given.Id, given.Name, given.Category, booths),
            ],
            ForMe = [.. cards.Where(card => card.Fit?.Score >= LeastFit).OrderByDescending(card => card.Fit!.Score).Take(MostForMe).Select(card => card.Id)],
            Figures = ground.Figures,
            Cities = [.. ground.Booths.SelectMany(booth => booth.Jobs).Select(job => job.Version.Posting.City).Distinct().Order(StringComparer.Ordinal)],
            Places = await own.ReadAsync(user, id, cancellation),
            TalkId = await own.FindTalkAsync(user, id, cancellation),
            DutyBooths = [.. ground.Booths.Where(booth => user.IdOrNull is { } person && booth.Exhibitor.StaffIds.Contains(person)).Select(booth => booth.Booth.Id)],
            ServerNow = now,
        });
    }

    public static BoothCard CardOf(GroundBooth booth, JobWithText[] shown, BoothFigures figures, SaveResume? resume, DateTimeOffset now) => new()
    {
        Id = booth.Booth.Id,
        HallId = booth.Booth.HallId,
        Number = booth.Booth.Number,
        EmployerId = booth.Booth.EmployerId,
        EmployerName = booth.EmployerName,
        Industry = booth.Industry,
        JobCount = booth.Jobs.Length,
        Headcount = booth.Jobs.Sum(job => job.Version.Posting.Headcount),
        Jobs = [.. shown.Take(ShownJobs).Select(job => job.ToPublicSummary(now))],
        Cities = [.. booth.Jobs.Select(job => job.Version.Posting.City).Distinct()],
        Figures = figures,
        Fit = resume is null ? null : FitOf(booth, resume),
    };

    public static async Task<SaveResume?> FindResumeAsync(CurrentUser user, PinchangContext data, CancellationToken cancellation)
    {
        var person = user.IdOrNull;
        return (await data.Resumes.AsNoTracking().SingleOrDefaultAsync(resume => resume.CandidateId == person, cancellation))?.Content;
    }

    private static BoothFit? FitOf(GroundBooth booth, SaveResume resume) => booth.Jobs
        .Select(job => (Fit: JobFit.Of(resume, job.Version.Posting), job.Job.Id))
        .OrderByDescending(job => job.Fit.Score)
        .Select(job => new BoothFit(job.Fit.Score, job.Id, job.Fit.Reasons))
        .FirstOrDefault();
}

/// <summary>Search and filters of the lobby: a booth is found by its employer, or by a job that meets all that was asked.</summary>
internal sealed class LobbyFilter(string? query, string? city, string? education, string? experience)
{
    private readonly string[] _words = (query ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public bool IsEmpty => _words.Length == 0 && string.IsNullOrWhiteSpace(city) && string.IsNullOrWhiteSpace(education) && string.IsNullOrWhiteSpace(experience);

    /// <summary>The booth's jobs with those that were asked for first; null when it is not found.</summary>
    public JobWithText[]? Of(GroundBooth booth)
    {
        if (IsEmpty)
        {
            return booth.Jobs;
        }

        var byName = _words.Length > 0 && _words.All(word => Has($"{booth.EmployerName} {booth.Industry} {booth.Booth.Number}", word));
        var met = booth.Jobs.Where(job => Meets(job, byName)).ToArray();
        return met.Length > 0 || (byName && string.IsNullOrWhiteSpace(city)) ? [.. met, .. booth.Jobs.Except(met)] : null;
    }

    private bool Meets(JobWithText job, bool byName)
    {
        var posting = job.Version.Posting;
        var text = string.Join(' ', [posting.Title, posting.City, job.Employer.Name, .. posting.Tags]);
        return (byName || _words.All(word => Has(text, word)))
            && (string.IsNullOrWhiteSpace(city) || posting.City.StartsWith(city.Trim(), StringComparison.Ordinal))
            && (string.IsNullOrWhiteSpace(education) || Has(posting.Education, education.Trim()))
            && (string.IsNullOrWhiteSpace(experience) || Has(posting.Experience, experience.Trim()));
    }

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
