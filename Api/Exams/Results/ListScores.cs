using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Exams.Registrations;
using Pinchang.Domain.Exams.Results;

namespace Pinchang.Api.Exams.Results;

/// <summary>The lines of a notice: leafed through with masked names, or taken out with full ones, which is kept with its reason (EX-6.3-result).</summary>
internal static class ListScores
{
    private const int LastExports = 20;

    private static readonly Dictionary<ScoreStanding, string> StandingNames = new()
    {
        [ScoreStanding.Scored] = "有效",
        [ScoreStanding.Absent] = "缺考",
        [ScoreStanding.Void] = "违纪无成绩",
    };

    public static async Task<Results<Ok<ScoreList>, ProblemHttpResult>> HandleAsync(
        Guid noticeId, ScoreRoom room, HttpContext http, PinchangContext data, CancellationToken cancellation, string? q = null, int page = 1)
    {
        var found = await room.FindNoticeAsync(noticeId, cancellation);
        if (found.Value is not { } notice)
        {
            return found.Refusal!.ToProblem();
        }

        var text = q?.Trim();
        var scores = await data.Scores.AsNoTracking()
            .Where(score => score.NoticeId == noticeId)
            .Where(score => string.IsNullOrEmpty(text) || score.TicketNumber.Contains(text) || score.Name.Contains(text))
            .OrderBy(score => score.TicketNumber)
            .ToPageAsync(page, cancellation);
        return TypedResults.Ok(new ScoreList
        {
            ProjectId = notice.ProjectId,
            ProjectTitle = (await data.ReadNamesAsync(notice.ProjectId, cancellation)).Exam,
            Notice = notice.ToSummary(ReceivedAt.Of(http)),
            Scores = scores.Map(score => score.ToRow()),
            Exports = await (
                from export in data.RegistrationExports
                join person in data.Users on export.By equals person.Id
                where export.NoticeId == noticeId
                orderby export.At descending
                select new ListExport(person.DisplayName, export.At, export.Reason, export.Rows))
                .Take(LastExports)
                .ToArrayAsync(cancellation),
        });
    }

    /// <summary>A workbook for people.</summary>
    public static Task<Results<FileContentHttpResult, ProblemHttpResult>> ExportWorkbookAsync(
        Guid noticeId, CurrentUser user, ScoreRoom room, TimeProvider time, PinchangContext data, CancellationToken cancellation, string? reason = null) =>
        ExportAsync(noticeId, reason, user, room, time, data, list => SheetFile.ToFile($"{list.FileName}.xlsx", new SheetTable("成绩", [.. list.Head, [], .. list.Rows])), cancellation);

    /// <summary>With what is hashed of each line, to the byte, so that whoever holds the list can come to the fingerprint that was confirmed.</summary>
    public static Task<Results<FileContentHttpResult, ProblemHttpResult>> ExportLinesAsync(
        Guid noticeId, CurrentUser user, ScoreRoom room, TimeProvider time, PinchangContext data, CancellationToken cancellation, string? reason = null) =>
        ExportAsync(noticeId, reason, user, room, time, data, ToLines, cancellation);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ExportAsync(
        Guid noticeId, string? reason, CurrentUser user, ScoreRoom room, TimeProvider time, PinchangContext data, Func<OutgoingList, FileContentHttpResult> write, CancellationToken cancellation)
    {
        var found = await room.FindNoticeAsync(noticeId, cancellation);
        if (found.Value is not { } notice)
        {
            return found.Refusal!.ToProblem();
        }

        if (RegistrationExport.WhyNot(reason) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var scores = await data.Scores.AsNoTracking().Where(score => score.NoticeId == noticeId).ToListAsync(cancellation);
        var now = time.GetUtcNow();
        data.RegistrationExports.Add(new()
        {
            Id = Guid.CreateVersion7(now),
            AgencyId = user.AgencyId!.Value,
            ProjectId = notice.ProjectId,
            NoticeId = noticeId,
            By = user.Id,
            At = now,
            Reason = reason!.Trim(),
            Rows = scores.Count,
            Unmasked = false,
        });
        await data.SaveChangesAsync(cancellation);
        return write(ToList(notice, await data.ReadNamesAsync(notice.ProjectId, cancellation), scores, now));
    }

    private static OutgoingList ToList(ScoreNotice notice, ExamNames names, List<Score> scores, DateTimeOffset now)
    {
        scores.Sort((one, other) => string.CompareOrdinal(one.TicketNumber, other.TicketNumber));
        var parts = scores.SelectMany(score => score.Parts).DistinctBy(part => part.SittingId).ToArray();
        return new(
            string.Create(CultureInfo.InvariantCulture, $"成绩-第{notice.Version}版-{ChinaTime.DateOf(now):yyyy-MM-dd}"),
            [["招考项目", names.Exam], ["招考单位", names.Client], ["成绩版本", notice.Version], ["校验值", notice.Fingerprint]],
            [
                ["准考证号", "姓名", "职位", "结果", .. parts.Select(part => part.Name), "总成绩", "名次"],
                .. scores.Select(score => (object?[])
                [
                    score.TicketNumber,
                    score.Name,
                    score.Position,
                    StandingNames[score.Standing],
                    .. parts.Select(part => Text(score.Parts.FirstOrDefault(own => own.SittingId == part.SittingId)?.Points, "0.####")),
                    Text(score.Total, "0.00"),
                    score.Rank,
                ]),
            ],
            [.. scores.Select(ScoreFingerprint.LineOf)]);
    }

    private static FileContentHttpResult ToLines(OutgoingList list)
    {
        var sheet = new CsvSheet();
        foreach (var line in list.Head)
        {
            sheet.Row(line);
        }

        sheet.Row("校验方法", "各行“校验内容”末尾加换行符，依次相连（UTF-8），计算 SHA-256").Gap();
        foreach (var (cells, line) in list.Rows.Zip(["校验内容", .. list.Hashed]))
        {
            sheet.Row([.. cells, line]);
        }

        return sheet.ToFile($"{list.FileName}.csv");
    }

    private static string Text(decimal? points, string format) => points?.ToString(format, CultureInfo.InvariantCulture) ?? "";

    /// <param name="Rows">The first is the titles.</param>
    /// <param name="Hashed">Of each row but the first.</param>
    private sealed record OutgoingList(string FileName, object?[][] Head, object?[][] Rows, string[] Hashed);
}
