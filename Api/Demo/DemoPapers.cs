using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams.Papers;
using Pinchang.Domain.Exams.Papers;
using Pinchang.Domain.Exams.Projects;

namespace Pinchang.Api.Demo;

/// <summary>A bank and one paper of the demo exam, sealed by its setter and its officer.</summary>
internal sealed class DemoPapers(PinchangContext data, DemoPeople people, QuestionSafe questions, PaperSafe papers, TimeProvider time)
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(30);

    // Time to sign in as a candidate and to pass the device check, and little enough to wait for.
    private static readonly TimeSpan Lead = TimeSpan.FromMinutes(3);

    /// <summary>When the demo sitting begins and its paper opens: the third full minute from now.</summary>
    public static DateTimeOffset StartsAt(DateTimeOffset now) =>
        DateTimeOffset.FromUnixTimeSeconds((now + Lead).ToUnixTimeSeconds() / 60 * 60);

    public async Task<Paper> BuildAsync(ExamProject project, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var (setter, officer) = (await HolderAsync(project, Roles.PaperSetter, cancellation), await HolderAsync(project, Roles.ExamOfficer, cancellation));
        foreach (var signer in new[] { setter, officer })
        {
            data.SecrecyAgreements.Add(DemoPeople.Accepted(SecrecyAgreement.Sign(
                project.Id, signer.Id, signer.Name, new(SecrecyRules.Version, signer.Name), now)));
        }

        var texts = Bank(project.AgencyId, setter.Id, now);
        var blueprint = DemoPeople.Accepted(Blueprint.Write(people.NewId(), project.AgencyId, project.Id, setter.Id, DemoPaperTexts.Blueprint(), now));
        data.Blueprints.Add(blueprint);
        await data.SaveChangesAsync(cancellation);

        var pool = data.Questions.Local.Select(question => new PoolQuestion(
            question.Id, question.NewestVersion, question.Kind, question.Subject, question.Topic, question.Difficulty)).ToArray();
        var seed = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var draw = PaperAssembly.Draw(blueprint.Content, pool, seed);
        var made = PaperMaking.Make(people.NewId(), blueprint.Content, pool, draw, texts, seed);
        var paper = papers.Keep(made, project.AgencyId, project.Id, new(setter.Id, blueprint.Content.Title), now);
        await data.SaveChangesAsync(cancellation);
        await SealAsync(paper, setter.Id, officer.Id, now, cancellation);
        return paper;
    }

    private Dictionary<Guid, WriteQuestion> Bank(Guid agencyId, Guid authorId, DateTimeOffset now)
    {
        var texts = new Dictionary<Guid, WriteQuestion>();
        foreach (var text in DemoQuestions.All())
        {
            var question = DemoPeople.Accepted(Question.Write(people.NewId(), agencyId, text, now));
            data.Questions.Add(question);
            data.QuestionVersions.Add(questions.Seal(question, text, authorId, now));
            texts[question.Id] = text;
        }

        return texts;
    }

    private async Task SealAsync(Paper paper, Guid setterId, Guid officerId, DateTimeOffset now, CancellationToken cancellation)
    {
        var starts = StartsAt(now);
        await papers.SealByTwoAsync(paper, PaperTimes.Of(starts, starts + Length), setterId, officerId, now, cancellation);
        papers.Log(paper, PaperAct.Sealed, new(setterId, "示范试卷"), now.AddMilliseconds(1));
        papers.Log(paper, PaperAct.Countersigned, new(officerId, "示范试卷"), now.AddMilliseconds(2));
        await data.SaveChangesAsync(cancellation);
    }

    private async Task<(Guid Id, string Name)> HolderAsync(ExamProject project, string role, CancellationToken cancellation)
    {
        var holder = await data.Memberships
            .Where(membership => membership.ScopeId == project.Id && membership.Role == role)
            .OrderBy(membership => membership.CreatedAt)
            .Join(data.Users, membership => membership.UserId, user => user.Id, (_, user) => new { user.Id, user.DisplayName })
            .FirstAsync(cancellation);
        return (holder.Id, holder.DisplayName);
    }
}

internal static class DemoSealing
{
    public static async Task SealByTwoAsync(
        this PaperSafe papers, Paper paper, PaperTimes times, Guid firstId, Guid secondId, DateTimeOffset at, CancellationToken cancellation)
    {
        if ((paper.Seal(times, firstId, at) ?? paper.Countersign(times, secondId, at)) is { } refusal)
        {
            throw new InvalidOperationException($"The demo met a rule: {refusal.Code}");
        }

        await papers.WrapForTimesAsync(paper, null, cancellation);
    }
}
