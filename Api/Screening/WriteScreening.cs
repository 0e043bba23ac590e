using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Screening;
using Pinchang.Data;
using Pinchang.Data.Screening;
using Pinchang.Domain.Screening;

namespace Pinchang.Api.Screening;

/// <summary>A draft of the rules is written, tried on past text, handed in, and put in force by somebody who wrote nothing of it.</summary>
internal static class WriteScreening
{
    public static Task<Results<Ok<ScreeningDesk>, ProblemHttpResult>> PutRuleAsync(
        string id, ScreeningRuleText body, CurrentUser user, CommandContext command, PinchangContext data, ScreeningOffice office, CancellationToken cancellation) =>
        StepAsync(data, office, begin: true, (edition, _) => edition.Write(ScreeningOffice.RuleOf(body with { Id = id }), user.Id, command.ReceivedAt), user, command, cancellation);

    public static Task<Results<Ok<ScreeningDesk>, ProblemHttpResult>> TakeOutAsync(
        string id, CurrentUser user, CommandContext command, PinchangContext data, ScreeningOffice office, CancellationToken cancellation) =>
        StepAsync(data, office, begin: true, (edition, _) => edition.TakeOut(id, user.Id, command.ReceivedAt), user, command, cancellation);

    /// <summary>The rules of an earlier edition as the next draft.</summary>
    public static async Task<Results<Ok<ScreeningDesk>, ProblemHttpResult>> BringBackAsync(
        int number, CurrentUser user, CommandContext command, PinchangContext data, ScreeningOffice office, CancellationToken cancellation)
    {
        var rules = number == 0 ? ScreeningRules.All : (await data.ScreeningEditions.AsNoTracking().SingleOrDefaultAsync(edition => edition.Number == number, cancellation))?.Rules;
        if (rules is null)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        return await office.OpenAsync(cancellation) is null
            ? await StepAsync(data, office, begin: true, (edition, _) => edition, user, command, cancellation, rules)
            : ScreeningDeskRefusals.AwaitsDecision.ToProblem();
    }

    public static async Task<Results<Ok<ScreeningDesk>, ProblemHttpResult>> TryOnPastAsync(
        CurrentUser user, CommandContext command, PinchangContext data, ScreeningOffice office, CancellationToken cancellation)
    {
        var texts = await PastTexts.ReadAsync(data, user.AgencyId!.Value, cancellation);
        return await StepAsync(
            data,
            office,
            begin: false,
            (edition, inForce) => edition.KeepTrial(ScreeningTrials.Run(new(inForce), new(edition.Rules), texts, command.ReceivedAt)),
            user,
            command,
            cancellation);
    }

    public static Task<Results<Ok<ScreeningDesk>, ProblemHttpResult>> SubmitAsync(
        SubmitScreening body, CurrentUser user, CommandContext command, PinchangContext data, ScreeningOffice office, CancellationToken cancellation) =>
        StepAsync(data, office, begin: false, (edition, inForce) => edition.Submit(body.Note, inForce), user, command, cancellation);

    public static async Task<Results<Ok<ScreeningDesk>, ProblemHttpResult>> DecideAsync(
        DecideReview body, CurrentUser user, CommandContext command, PinchangContext data, ScreeningOffice office, CancellationToken cancellation)
    {
        var before = await office.InForceAsync(cancellation);
        return await StepAsync(
            data,
            office,
            begin: false,
            (edition, _) =>
            {
                var decided = edition.Decide(body, user.Id, command.ReceivedAt);
                if (decided.IsAccepted && body.Approved)
                {
                    before?.Supersede();
                }

                return decided;
            },
            user,
            command,
            cancellation);
    }

    public static async Task<Results<Ok<ScreeningDesk>, ProblemHttpResult>> DiscardAsync(PinchangContext data, ScreeningOffice office, CancellationToken cancellation)
    {
        if (!await office.IsOwnerAsync(cancellation))
        {
            return ScreeningDeskRefusals.NotOwner.ToProblem();
        }

        await data.LockAsync("screening", cancellation);
        switch (await office.OpenAsync(cancellation))
        {
            case null: return ScreeningDeskRefusals.NothingOpen.ToProblem();
            case { State: ScreeningEditionState.Submitted }: return ScreeningDeskRefusals.AwaitsDecision.ToProblem();
            case { } draft: data.ScreeningEditions.Remove(draft); break;
        }

        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await office.ReadAsync(cancellation));
    }

    private static async Task<Results<Ok<ScreeningDesk>, ProblemHttpResult>> StepAsync(
        PinchangContext data,
        ScreeningOffice office,
        bool begin,
        Func<ScreeningEdition, IReadOnlyList<ScreeningRule>, Outcome<ScreeningEdition>> step,
        CurrentUser user,
        CommandContext command,
        CancellationToken cancellation,
        IReadOnlyList<ScreeningRule>? rules = null)
    {
        if (!await office.IsOwnerAsync(cancellation))
        {
            return ScreeningDeskRefusals.NotOwner.ToProblem();
        }

        await data.LockAsync("screening", cancellation);
        var inForce = ScreeningOffice.RulesOf(await office.InForceAsync(cancellation));
        var edition = await office.OpenAsync(cancellation);
        if (edition is null && begin)
        {
            var last = await data.ScreeningEditions.MaxAsync(one => (int?)one.Number, cancellation) ?? 0;
            edition = ScreeningEdition.After(last + 1, user.AgencyId!.Value, rules ?? inForce, user.Id, command.ReceivedAt);
            data.ScreeningEditions.Add(edition);
        }

        if (edition is null)
        {
            return ScreeningDeskRefusals.NothingOpen.ToProblem();
        }

        var outcome = step(edition, inForce);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await office.ReadAsync(cancellation));
    }
}
