using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Accounts;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Exams.Registrations;

namespace Pinchang.Api.Exams.Registrations;

/// <summary>EX-4.4: a sheet of what was searched. It says what for, and that is kept; numbers are in it in full only when asked for.</summary>
internal static class ExportRegistrations
{
    private const int MostRows = 50_000;

    private static readonly object?[] Titles =
        ["职位代码", "职位", "姓名", "身份证号", "手机号", "学历", "毕业院校", "专业", "状态", "提交时间", "审核时间", "审核意见", "准考证号"];

    private static readonly Dictionary<RegistrationState, string> StateNames = new()
    {
        [RegistrationState.Submitted] = "待审核",
        [RegistrationState.SupplementAsked] = "待补充",
        [RegistrationState.Approved] = "已通过",
        [RegistrationState.Refused] = "未通过",
        [RegistrationState.Withdrawn] = "已撤回",
    };

    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> HandleAsync(
        Guid id,
        CurrentUser user,
        ExamAccess access,
        PinchangContext data,
        CandidateIdentities identities,
        Phones phones,
        TimeProvider time,
        string? reason = null,
        bool unmasked = false,
        QueryEnum<RegistrationState>? state = null,
        Guid? positionId = null,
        string? q = null,
        CancellationToken cancellation = default)
    {
        if (await access.RequireAsync(id, Roles.ExamOfficer) is { } forbidden)
        {
            return forbidden.ToProblem();
        }

        if (RegistrationExport.WhyNot(reason) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var rows = await data.FindRegistrations(id, identities, phones, state?.Value, positionId, q)
            .OrderBy(row => row.Registration.PositionCode).ThenBy(row => row.Registration.SubmittedAt).ThenBy(row => row.Registration.Id)
            .Take(MostRows + 1)
            .ToListAsync(cancellation);
        if (rows.Count > MostRows)
        {
            return RegistrationRefusals.ExportTooLarge.With(MostRows.ToString(CultureInfo.InvariantCulture)).ToProblem();
        }

        var now = time.GetUtcNow();
        data.RegistrationExports.Add(new()
        {
            Id = Guid.CreateVersion7(now),
            AgencyId = user.AgencyId!.Value,
            ProjectId = id,
            By = user.Id,
            At = now,
            Reason = reason!.Trim(),
            Rows = rows.Count,
            Unmasked = unmasked,
        });
        await data.SaveChangesAsync(cancellation);

        return SheetFile.ToFile(
            string.Create(CultureInfo.InvariantCulture, $"报名信息-{ChinaTime.DateOf(now):yyyy-MM-dd}.xlsx"),
            new SheetTable("报名信息", [Titles, .. rows.Select(row => Cells(row, unmasked ? identities : null, phones))]));
    }

    private static object?[] Cells(RegistrationRow row, CandidateIdentities? identities, Phones phones)
    {
        var registration = row.Registration;
        return
        [
            registration.PositionCode,
            registration.PositionName,
            registration.CandidateName,
            identities?.Open(registration.SealedIdentity).Text ?? registration.MaskedIdentity,
            identities is null ? row.MaskedPhone : phones.Open(row.SealedPhone),
            EducationNames.Of(registration.Form.Education),
            registration.Form.School,
            registration.Form.Major,
            StateNames[registration.State],
            ChinaTime.Text(registration.SubmittedAt),
            registration.DecidedAt is { } decidedAt ? ChinaTime.Text(decidedAt) : "",
            registration.DecisionReason,
            registration.TicketNumber,
        ];
    }
}
