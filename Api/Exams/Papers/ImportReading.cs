using Microsoft.EntityFrameworkCore;
using Pinchang.Data;
using Pinchang.Data.Exams.Papers;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Api.Exams.Papers;

internal static class ImportReading
{
    /// <summary>What the kept rows would do to the bank as it is now.</summary>
    public static async Task<PlannedRow[]> PlanAsync(this PinchangContext data, QuestionSafe safe, QuestionImport import, CancellationToken cancellation)
    {
        var rows = safe.OpenRows<ReadQuestion[]>(import.AgencyId, import.Id, import.SealedRows);
        var codes = rows.Select(row => row.Code).Where(code => code.Length > 0).ToArray();
        var questions = await data.Questions.Where(question => question.AgencyId == import.AgencyId && codes.Contains(question.Code)).ToArrayAsync(cancellation);
        var ids = questions.Select(question => question.Id).ToArray();
        var versions = await data.QuestionVersions.AsNoTracking()
            .Where(version => ids.Contains(version.QuestionId))
            .Join(data.Questions, version => new { version.QuestionId, version.Number }, question => new { QuestionId = question.Id, Number = question.NewestVersion }, (version, _) => version)
            .ToDictionaryAsync(version => version.QuestionId, cancellation);
        return ImportPlan.Of(
            rows, questions.ToDictionary(question => question.Code, question => new KeptQuestion(question, safe.Open(question, versions[question.Id])), StringComparer.Ordinal));
    }
}
