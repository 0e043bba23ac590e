using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Ledger;
using Pinchang.Contracts.Persons;
using Pinchang.Data;
using Pinchang.Data.Persons;
using Pinchang.Domain;
using Pinchang.Domain.Notify;
using Pinchang.Domain.Persons;

namespace Pinchang.Api.Persons;

/// <summary>Asks for the end of one's account, and comes back from it while the cooling period runs.</summary>
internal static class CloseAccount
{
    public static async Task<Results<Ok<ClosureStanding>, ProblemHttpResult>> AskAsync(
        CurrentUser user, CommandContext command, PinchangContext data, PersonTies ties, PersonLedger ledger, IOutbox outbox, CancellationToken cancellation)
    {
        await data.LockAsync($"closure {user.Id}", cancellation);
        if (await data.PendingClosures(user.Id).AnyAsync(cancellation))
        {
            return PersonRefusals.ClosingAlready.ToProblem();
        }

        var outcome = AccountClosure.Ask(Guid.CreateVersion7(command.ReceivedAt), user.Id, await ties.ReadAsync(user.Id, cancellation), command.ReceivedAt);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        var closure = outcome.Value;
        data.AccountClosures.Add(closure);
        outbox.Enqueue(Notices.AccountCloses(ChinaTime.Text(closure.ClosesAt)).To(user.Id, "/my/personal-data"));
        await ledger.TellAsync(user.Id, LedgerKinds.ClosingAsked, ChinaTime.Text(closure.ClosesAt), cancellation);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(new ClosureStanding(closure.AskedAt, closure.ClosesAt));
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> WithdrawAsync(
        CurrentUser user, CommandContext command, PinchangContext data, PersonLedger ledger, CancellationToken cancellation)
    {
        await data.LockAsync($"closure {user.Id}", cancellation);
        if (await data.PendingClosures(user.Id).SingleOrDefaultAsync(cancellation) is not { } closure)
        {
            return PersonRefusals.NotClosing.ToProblem();
        }

        var outcome = closure.Withdraw(command.ReceivedAt);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        await ledger.TellAsync(user.Id, LedgerKinds.ClosingWithdrawn, null, cancellation);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.NoContent();
    }
}
