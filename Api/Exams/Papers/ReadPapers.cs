using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams.Papers;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Api.Exams.Papers;

internal static class ListPapers
{
    public static async Task<Results<Ok<PaperSummary[]>, ProblemHttpResult>> HandleAsync(
        Guid projectId, ExamAccess access, PaperDesk desk, PinchangContext data, CancellationToken cancellation)
    {
        if (await access.RequireAsync(projectId, PaperDesk.Setters) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var papers = await data.Papers.AsNoTracking()
            .Where(paper => paper.ProjectId == projectId)
            .OrderByDescending(paper => paper.AssembledAt)
            .ToArrayAsync(cancellation);
        var names = await data.NamesAsync(papers.Select(paper => (Guid?)paper.AssembledBy), cancellation);
        return TypedResults.Ok(papers.Select(paper => paper.ToSummary(names[paper.AssembledBy], desk.Now)).ToArray());
    }
}

/// <summary>The outside of a paper: structure, seals and times. No text, in any state.</summary>
internal static class GetPaper
{
    public static async Task<Results<Ok<PaperDetails>, ProblemHttpResult>> HandleAsync(
        Guid id, CurrentUser user, PaperDesk desk, ISecrecyAgreements secrecy, PinchangContext data, CancellationToken cancellation)
    {
        var found = await desk.FindAsync(id, cancellation);
        if (!found.IsAccepted)
        {
            return found.Refusal.ToProblem();
        }

        var paper = found.Value;
        var names = await data.NamesAsync([paper.AssembledBy, paper.SealedBy, paper.CountersignedBy], cancellation);
        return TypedResults.Ok(new PaperDetails
        {
            Summary = paper.ToSummary(names[paper.AssembledBy], desk.Now),
            Sections = [.. paper.Outline.Sections.Select((section, index) => new PaperSectionSummary(
                section.Id,
                paper.SectionTitles[index],
                section.Questions.Length,
                section.Questions.Sum(question => question.Points),
                section.Order.Questions,
                section.Order.Options))],
            SealNumber = PaperReading.SealNumber(paper.ContentSha256),
            Seal = SignatureOf(paper.SealedBy, paper.SealedAt),
            Countersignature = SignatureOf(paper.CountersignedBy, paper.CountersignedAt),
            SecrecySigned = await secrecy.IsSignedAsync(paper.ProjectId, user.Id, cancellation),
            SealedByCaller = paper.SealedBy == user.Id,
            Accesses = await data.PaperAccess.CountAsync(entry => entry.PaperId == id, cancellation),
        });

        PaperSignature? SignatureOf(Guid? by, DateTimeOffset? at) => by is { } signer ? new(signer, names[signer], at!.Value) : null;
    }
}

internal static class ListPaperAccess
{
    public static async Task<Results<Ok<Page<PaperAccessLine>>, ProblemHttpResult>> HandleAsync(
        Guid id, PaperDesk desk, PinchangContext data, int page = 1, CancellationToken cancellation = default)
    {
        var found = await desk.FindAsync(id, cancellation);
        if (!found.IsAccepted)
        {
            return found.Refusal.ToProblem();
        }

        var entries = await data.PaperAccess.AsNoTracking()
            .Where(entry => entry.PaperId == id)
            .OrderByDescending(entry => entry.At)
            .ThenByDescending(entry => entry.Id)
            .ToPageAsync(page, cancellation);
        var names = await data.NamesAsync(entries.Items.Select(entry => entry.UserId), cancellation);
        return TypedResults.Ok(entries.Map(entry => new PaperAccessLine(
            entry.At, entry.Act, entry.UserId is { } by ? names[by] : null, entry.Reason, entry.Address, entry.RefusedWith)));
    }
}

/// <summary>The whole paper for its setters, before it is sealed or after marking opened; each look, and each refused one, is logged.</summary>
internal static class PreviewPaper
{
    public static async Task<Results<Ok<PaperPreview>, ProblemHttpResult>> HandleAsync(
        Guid id, PaperDesk desk, PaperVault vault, CancellationToken cancellation)
    {
        const string Reason = "查看全卷";
        var found = await desk.OpenAsync(id, PaperAct.Previewed, Reason, cancellation);
        if (!found.IsAccepted)
        {
            return found.Refusal.ToProblem();
        }

        var opened = await vault.OpenWholeAsync(id, PaperAct.Previewed, desk.Accessor(Reason), desk.Now, cancellation);
        if (!opened.IsAccepted)
        {
            return opened.Refusal.ToProblem();
        }

        var (content, key, manifest) = opened.Value;
        var drawn = manifest.Drawn.ToDictionary(question => question.QuestionId, StringComparer.Ordinal);
        return TypedResults.Ok(new PaperPreview
        {
            Content = content,
            Answers = [.. key.Questions.Select(question => AnswerOf(question, drawn[question.QuestionId]))],
            Seed = manifest.Seed,
        });
    }

    private static PreviewedAnswer AnswerOf(KeyedQuestion key, DrawnQuestion drawn) => new(
        key.QuestionId, drawn.Code, drawn.Version, drawn.Difficulty, key.RightOptions, key.AcceptedBlanks, key.ReferenceAnswer, key.Rubric);
}

/// <summary>Draws the paper once more from what was kept, and compares it with what lies in the vault.</summary>
internal static class ReassemblePaper
{
    public static async Task<Results<Ok<PaperReassembly>, ProblemHttpResult>> HandleAsync(
        Guid id, PaperDesk desk, PinchangContext data, QuestionSafe questions, PaperVault vault, CancellationToken cancellation)
    {
        const string Reason = "按种子重新组卷核对";
        var found = await desk.OpenAsync(id, PaperAct.Reassembled, Reason, cancellation);
        if (!found.IsAccepted)
        {
            return found.Refusal.ToProblem();
        }

        var opened = await vault.OpenWholeAsync(id, PaperAct.Reassembled, desk.Accessor(Reason), desk.Now, cancellation);
        if (!opened.IsAccepted)
        {
            return opened.Refusal.ToProblem();
        }

        var kept = opened.Value;
        var draw = PaperAssembly.Draw(kept.Manifest.Blueprint, kept.Manifest.Pool, kept.Manifest.Seed);
        var texts = await data.TextsAsync(questions, found.Value.AgencyId, draw.Rows.SelectMany(row => row.Questions), cancellation);
        var again = PaperMaking.Make(id, kept.Manifest.Blueprint, kept.Manifest.Pool, draw, texts, kept.Manifest.Seed);
        return TypedResults.Ok(new PaperReassembly(
            PaperSafe.Same(again, kept), again.Outline.Questions, kept.Manifest.Pool.Length));
    }
}
