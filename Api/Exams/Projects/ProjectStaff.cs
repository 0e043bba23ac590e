using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Accounts;
using Pinchang.Api.Hosting;
using Pinchang.Api.Staff;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams;
using Pinchang.Domain;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Exams.Projects;

/// <summary>Who works in a project, as what. Nobody works in an exam that they take.</summary>
internal static class ProjectStaff
{
    public static async Task<Results<Ok<ExamStaffMember[]>, ProblemHttpResult>> ListAsync(
        Guid id, CurrentUser user, ExamAccess access, PinchangContext data, StaffPlanner planner, CancellationToken cancellation) =>
        await access.RequireAsync(id, Roles.ExamOfficer) is { } forbidden
            ? forbidden.ToProblem()
            : TypedResults.Ok(await ReadAsync(id, user, data, planner, cancellation));

    public static async Task<Results<Ok<ExamStaffMember[]>, ProblemHttpResult>> AddAsync(
        Guid id,
        AddExamStaff body,
        CurrentUser user,
        CommandContext command,
        ExamAccess access,
        PinchangContext data,
        StaffPlanner planner,
        AccountMaker accounts,
        Phones phones,
        ISessionRegistry sessions,
        IOutbox outbox,
        CancellationToken cancellation)
    {
        if (await access.RequireAsync(id, Roles.ExamOfficer) is { } forbidden)
        {
            return forbidden.ToProblem();
        }

        if (WrittenText.Check(body.Name, 50, "name", required: true) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (!Roles.Exam.Contains(body.Role))
        {
            return ExamProjectRefusals.RoleUnknown.On("role").ToProblem();
        }

        if (PhoneNumber.Parse(body.Phone) is not { } phone)
        {
            return AccountRefusals.PhoneMalformed.On("phone").ToProblem();
        }

        await data.LockExamProjectAsync(id, cancellation);
        var project = await data.ExamProjects.SingleAsync(project => project.Id == id, cancellation);
        var phoneKey = phones.KeyOf(phone);
        var userId = await data.Users.Where(person => person.PhoneKey == phoneKey).Select(person => (Guid?)person.Id).SingleOrDefaultAsync(cancellation)
            ?? await accounts.MakeAsync(new(body.Name.Trim(), phone, null, null, null));
        if (await data.Memberships.AnyAsync(held => held.UserId == userId && held.ScopeId == id && held.Role == body.Role, cancellation))
        {
            return ExamProjectRefusals.StaffAlready.On("role").ToProblem();
        }

        // A session works for one agency: rights in a second one would reach into the first.
        if (await data.Memberships.IgnoreQueryFilters().AnyAsync(held => held.UserId == userId && held.AgencyId != project.AgencyId, cancellation))
        {
            return ExamProjectRefusals.StaffElsewhere.On("phone").ToProblem();
        }

        // Who comes to know the agency's bank is a candidate in none of its exams that is still to be sat.
        var knowsBank = body.Role is Roles.PaperSetter or Roles.ExamOfficer;
        var now = command.ReceivedAt;
        var isCandidate = await data.Registrations.AnyAsync(
            registration => registration.CandidateId == userId && registration.State != RegistrationState.Withdrawn
                && (registration.ProjectId == id
                    || (knowsBank && (!data.Sittings.Any(sitting => sitting.ProjectId == registration.ProjectId)
                        || data.Sittings.Any(sitting => sitting.ProjectId == registration.ProjectId && sitting.EndsAt > now)))),
            cancellation);
        if (isCandidate)
        {
            return ExamProjectRefusals.StaffIsCandidate.On("phone").ToProblem();
        }

        await accounts.JoinProjectAsync(userId, project.AgencyId, id, body.Role);
        outbox.Enqueue(Notices.ExamStaffAdded(project.Name, ExamRoleNames.Of(body.Role)).To(userId, "/exam-office", project.AgencyId));
        await data.SaveChangesAsync(cancellation);
        command.AfterCommit(_ => ForgetAsync(sessions, userId));
        return TypedResults.Ok(await ReadAsync(id, user, data, planner, cancellation));
    }

    public static async Task<Results<Ok<ExamStaffMember[]>, ProblemHttpResult>> RemoveAsync(
        Guid id,
        Guid memberId,
        CurrentUser user,
        CommandContext command,
        ExamAccess access,
        PinchangContext data,
        StaffPlanner planner,
        ISessionRegistry sessions,
        CancellationToken cancellation)
    {
        if (await access.RequireAsync(id, Roles.ExamOfficer) is { } forbidden)
        {
            return forbidden.ToProblem();
        }

        await data.LockExamProjectAsync(id, cancellation);
        var membership = await data.Memberships.SingleOrDefaultAsync(
            held => held.Id == memberId && held.Scope == MembershipScope.Project && held.ScopeId == id, cancellation);
        if (membership is null)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        if (membership.Role == Roles.ExamOfficer && await data.Memberships.CountAsync(held => held.ScopeId == id && held.Role == Roles.ExamOfficer, cancellation) == 1)
        {
            return ExamProjectRefusals.LastOfficer.ToProblem();
        }

        data.Memberships.Remove(membership);
        await data.SaveChangesAsync(cancellation);
        command.AfterCommit(_ => ForgetAsync(sessions, membership.UserId));
        return TypedResults.Ok(await ReadAsync(id, user, data, planner, cancellation));
    }

    private static async Task<ExamStaffMember[]> ReadAsync(Guid id, CurrentUser user, PinchangContext data, StaffPlanner planner, CancellationToken cancellation)
    {
        var rows = await (
            from held in data.Memberships.AsNoTracking()
            join person in data.Users on held.UserId equals person.Id
            where held.Scope == MembershipScope.Project && held.ScopeId == id
            select new { held.Id, held.UserId, person.DisplayName, person.MaskedPhone, held.Role, held.CreatedAt }).ToListAsync(cancellation);
        var planned = await planner.ReadAsync(user.AgencyId!.Value, [.. rows.Select(row => row.UserId).Distinct()], cancellation);
        return [.. rows
            .OrderBy(row => Array.IndexOf(Roles.Exam, row.Role)).ThenBy(row => row.CreatedAt)
            .Select(row => new ExamStaffMember(
                row.Id, row.UserId, row.DisplayName, row.MaskedPhone ?? "", row.Role, row.CreatedAt, row.UserId == user.Id, planned.LacksOf(row.UserId, row.Role)))];
    }

    private static Task ForgetAsync(ISessionRegistry sessions, Guid userId)
    {
        sessions.Forget(userId);
        return Task.CompletedTask;
    }
}

internal static class ExamRoleNames
{
    private static readonly Dictionary<string, string> Names = new()
    {
        [Roles.ExamOfficer] = "考务人员",
        [Roles.PaperSetter] = "命题人员",
        [Roles.RegistrationReviewer] = "资格审核人员",
        [Roles.Invigilator] = "监考人员",
        [Roles.Marker] = "阅卷人员",
        [Roles.Adjudicator] = "阅卷仲裁人员",
    };

    public static string Of(string role) => Names[role];
}
