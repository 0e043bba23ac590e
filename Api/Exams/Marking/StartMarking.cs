using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Exams.Registrations;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Marking;

namespace Pinchang.Api.Exams.Marking;

/// <summary>The officer opens the marking of a sitting that everybody has handed in: objective parts are scored, essays become tasks.</summary>
internal static class StartMarking
{
    public static async Task<Results<Ok<MarkingRoundSummary>, ProblemHttpResult>> HandleAsync(
        Guid sittingId,
        OpenMarking body,
        CurrentUser user,
        ExamAccess access,
        IScriptSource scripts,
        MarkingPapers papers,
        CandidateIdentities identities,
        CommandContext command,
        PinchangContext data,
        CancellationToken cancellation)
    {
        await data.LockMarkingOfAsync(sittingId, cancellation);
        if (await scripts.FindSittingAsync(sittingId, cancellation) is not { } sitting)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        if (await access.RequireAsync(sitting.ProjectId, Roles.ExamOfficer) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (await data.MarkingRounds.AnyAsync(round => round.SittingId == sittingId, cancellation))
        {
            return MarkingRefusals.AlreadyOpen.ToProblem();
        }

        // Before the key is asked for: whoever comes too early hears of the candidates and leaves the vault alone.
        if (RoundOpening.WhyNotYet(sitting, command.ReceivedAt) is { } waits)
        {
            return waits.ToProblem();
        }

        var paper = await papers.OpenAsync(sitting.PaperId, cancellation);
        if (!paper.IsAccepted)
        {
            return paper.Refusal.ToProblem();
        }

        var handed = await ReadAsync(sittingId, scripts, identities, data, cancellation);
        var outcome = RoundOpening.Open(
            new(sitting, handed, paper.Value.Key, paper.Value.NumberOf, body.Settings ?? MarkingSettings.Default, user.Id),
            RandomNumberGenerator.Fill,
            command.ReceivedAt);
        if (outcome.Value is not { } opened)
        {
            return outcome.Refusal!.ToProblem();
        }

        data.Add(opened.Round);
        data.AddRange(opened.Scripts);
        data.AddRange(opened.Tasks);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok((await data.ReadRoundsAsync(round => round.Id == opened.Round.Id, cancellation)).Single().Summary);
    }

    /// <summary>With each candidate's identity number, opened for this moment only, so that one written into an answer is covered too.</summary>
    private static async Task<HandedScript[]> ReadAsync(
        Guid sittingId, IScriptSource scripts, CandidateIdentities identities, PinchangContext data, CancellationToken cancellation)
    {
        var handed = await scripts.ReadAsync(sittingId, cancellation);
        var registrations = handed.Select(script => script.RegistrationId).ToArray();
        var boxes = await data.Registrations
            .Where(registration => registrations.Contains(registration.Id))
            .ToDictionaryAsync(registration => registration.Id, registration => registration.SealedIdentity, cancellation);
        return
        [
            .. handed.Select(script => boxes.GetValueOrDefault(script.RegistrationId) is { Length: > 0 } box
                ? script with { Person = script.Person with { IdNumber = identities.Open(box).Text } }
                : script),
        ];
    }
}
