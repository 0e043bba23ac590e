using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain;

namespace Pinchang.Api.Exams.Sittings;

/// <summary>What invigilators and officers do to one session, after it is certain that it is one of their project's.</summary>
internal static class SessionStaff
{
    private const int LongestReason = 500;
    private static readonly string[] Invigilators = [Roles.Invigilator, Roles.ExamOfficer];

    public static async Task<Results<Ok<ExamSessionView>, ProblemHttpResult>> GetAsync(
        Guid id, PinchangContext data, ExamAccess access, IGrainFactory grains) =>
        await RequireAsync(id, data, access, Invigilators) is { } refusal
            ? refusal.ToProblem()
            : (await grains.GetGrain<IExamSessionGrain>(id).GetView(null)).ToResult();

    public static async Task<Results<Ok<ExamSessionView>, ProblemHttpResult>> AdmitAsync(
        Guid id, AdmitDeviceRequest request, CurrentUser user, CommandContext command, PinchangContext data, ExamAccess access, IGrainFactory grains)
    {
        var refusal = await RequireAsync(id, data, access, Invigilators)
            ?? WrittenText.Check(request.DeviceId, LongestReason, "deviceId", required: true)
            ?? WrittenText.Check(request.Reason, LongestReason, "reason", required: !request.Admit, lines: true);
        return refusal is not null
            ? refusal.ToProblem()
            : (await grains.GetGrain<IExamSessionGrain>(id).Admit(
                new(user.ToActor(), request.DeviceId, request.Admit, WrittenText.Tidy(request.Reason), command.ReceivedAt))).ToResult();
    }

    public static async Task<Results<Ok<ExamSessionView>, ProblemHttpResult>> DecideIdentityAsync(
        Guid id, IdentityDecisionRequest request, CurrentUser user, CommandContext command, PinchangContext data, ExamAccess access, IGrainFactory grains)
    {
        if (await RequireAsync(id, data, access, Invigilators) is { } foreign)
        {
            return foreign.ToProblem();
        }

        if (request.Decision is not (IdentityState.Passed or IdentityState.Refused or IdentityState.Waived))
        {
            return CommonRefusals.Malformed.On("decision").ToProblem();
        }

        var needsReason = request.Decision != IdentityState.Passed || request.WaiveDevice;
        return WrittenText.Check(request.Reason, LongestReason, "reason", required: needsReason, lines: true) is { } refusal
            ? refusal.ToProblem()
            : (await grains.GetGrain<IExamSessionGrain>(id).DecideIdentity(
                new(user.ToActor(), request.Decision, WrittenText.Tidy(request.Reason), request.WaiveDevice, command.ReceivedAt))).ToResult();
    }

    public static async Task<Results<Ok<ExamSessionView>, ProblemHttpResult>> EndAsync(
        Guid id, EndSessionRequest request, CurrentUser user, CommandContext command, PinchangContext data, ExamAccess access, IGrainFactory grains)
    {
        var refusal = await RequireAsync(id, data, access, Invigilators)
            ?? WrittenText.Check(request.Rule, LongestReason, "rule", required: true)
            ?? WrittenText.Check(request.Reason, LongestReason, "reason", required: true, lines: true)
            ?? WrittenText.Check(request.Evidence, LongestReason, "evidence", required: true, lines: true)
            ?? await WhyNoSecondPersonAsync(id, request.SecondPersonId, user, data);
        return refusal is not null
            ? refusal.ToProblem()
            : (await grains.GetGrain<IExamSessionGrain>(id).Terminate(new(
                user.ToActor(),
                request.Rule.Trim(),
                WrittenText.Tidy(request.Reason)!,
                WrittenText.Tidy(request.Evidence)!,
                request.SecondPersonId,
                command.ReceivedAt))).ToResult();
    }

    public static ExamActor ToActor(this CurrentUser user) => new(user.Id, user.Name);

    /// <summary>Why the caller may not, or null. A session of another agency or project looks like none.</summary>
    public static async Task<Refusal?> RequireAsync(Guid sessionId, PinchangContext data, ExamAccess access, params string[] roles)
    {
        var projectId = await data.ExamSessions.Where(session => session.Id == sessionId).Select(session => (Guid?)session.ProjectId).SingleOrDefaultAsync();
        return projectId is { } id ? await access.RequireAsync(id, roles) : SessionRefusals.NotFound;
    }

    /// <summary>EX-6.3-viol: another member of the project's staff saw it too.</summary>
    private static async Task<Refusal?> WhyNoSecondPersonAsync(Guid sessionId, Guid secondPersonId, CurrentUser user, PinchangContext data)
    {
        var isStaff = secondPersonId != user.Id && await data.ProjectRoles(secondPersonId, user.AgencyId).AnyAsync(membership =>
            data.ExamSessions.Any(session => session.Id == sessionId && session.ProjectId == membership.ScopeId)
            && Invigilators.Contains(membership.Role));
        return isStaff ? null : SessionRefusals.SecondPerson.On("secondPersonId");
    }
}
