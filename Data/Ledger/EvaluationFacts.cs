using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Pinchang.Contracts.Ledger;
using Pinchang.Domain.Evaluations;
using Pinchang.Domain.Ledger;

namespace Pinchang.Data.Ledger;

/// <summary>What the ledger tells of an evaluation sheet: opened, each grade as it was given, the view from outside, closed.</summary>
internal static class EvaluationFacts
{
    public static LedgerEntry? Of(EntityEntry row)
    {
        var entry = (EvaluationEntry)row.Entity;
        if (row.State != EntityState.Added || row.Context.Set<Evaluation>().Local.FirstOrDefault(one => one.Id == entry.EvaluationId) is not { } evaluation)
        {
            return null;
        }

        return new(LedgerKinds.EvaluationStepped, evaluation.AgencyId, "evaluation", evaluation.Id)
        {
            After = entry.Grade?.ToString() ?? entry.Step.ToString(),
            What = $"{evaluation.Service} {evaluation.From:yyyy-MM-dd}/{evaluation.Until:yyyy-MM-dd} {(entry.Clause is { } clause ? EvaluationTemplates.Find(evaluation.Service, clause).Title : "")}".TrimEnd(),
            Reason = entry.Text,
        };
    }
}
