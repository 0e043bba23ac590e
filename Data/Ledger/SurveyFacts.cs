using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Pinchang.Contracts.Ledger;
using Pinchang.Domain.Ledger;
using Pinchang.Domain.Surveys;

namespace Pinchang.Data.Ledger;

/// <summary>What the ledger tells of a questionnaire: that it went out, and that it was closed before its time. Answers leave no line.</summary>
internal static class SurveyFacts
{
    public static LedgerEntry? Of(EntityEntry row)
    {
        var survey = (Survey)row.Entity;
        return row.State != EntityState.Modified || !row.Property(nameof(Survey.ClosesAt)).IsModified
            ? null
            : new(row.Property(nameof(Survey.PublishedAt)).IsModified ? LedgerKinds.SurveyPublished : LedgerKinds.SurveyClosed, survey.AgencyId, "survey", survey.Id)
            {
                ServiceId = survey.SubjectId,
                What = $"{survey.Title} {survey.SubjectName}",
            };
    }
}
