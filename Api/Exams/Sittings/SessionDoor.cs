using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Resumes;
using Pinchang.Data;
using Pinchang.Domain;

namespace Pinchang.Api.Exams.Sittings;

/// <summary>Coming in and the checks before the start, and being there.</summary>
internal static class SessionDoor
{
    private const int LongestDevice = 80;
    private const int LongestDetail = 500;

    public static async Task<Results<Ok<ExamSessionView>, ProblemHttpResult>> EnterAsync(
        Guid id, EnterExamRequest request, HttpContext http, CurrentUser user, IGrainFactory grains)
    {
        var refusal = WrittenText.Check(request.DeviceId, LongestDevice, "deviceId", required: true)
            ?? WrittenText.Check(request.DeviceName, LongestDevice, "deviceName", required: true);
        return refusal is not null
            ? refusal.ToProblem()
            : (await grains.GetGrain<IExamSessionGrain>(id).Enter(
                new(user.Id, request.DeviceId.Trim(), request.DeviceName.Trim(), ReceivedAt.Of(http)))).ToResult();
    }

    public static async Task<Results<Ok<ExamSessionView>, ProblemHttpResult>> CheckDeviceAsync(
        Guid id, DeviceCheckRequest request, HttpContext http, CurrentUser user, IGrainFactory grains)
    {
        if (WrittenText.Check(request.Detail, LongestDetail, "detail", lines: true) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var found = request with { Detail = WrittenText.Tidy(request.Detail) };
        return (await grains.GetGrain<IExamSessionGrain>(id).RecordDeviceCheck(new(user.Id, found, ReceivedAt.Of(http)))).ToResult();
    }

    public static async Task<Results<Ok<ExamSessionView>, ProblemHttpResult>> SubmitIdentityAsync(
        Guid id, IdentityPhotosRequest request, HttpContext http, CurrentUser user, PinchangContext data, IGrainFactory grains)
    {
        Guid[] files = [request.DocumentFileId, request.FaceFileId];
        var own = await data.Files.CountAsync(
            file => files.Contains(file.Id) && file.OwnerId == user.Id && file.Kind == FileKind.ExamIdentity, http.RequestAborted);
        return own < 2
            ? CommonRefusals.NotFound.ToProblem()
            : (await grains.GetGrain<IExamSessionGrain>(id).SubmitIdentity(
                new(user.Id, request.DocumentFileId, request.FaceFileId, ReceivedAt.Of(http)))).ToResult();
    }

    public static async Task<Results<Ok<ExamSessionView>, ProblemHttpResult>> ReadRulesAsync(
        Guid id, AcknowledgeRulesRequest request, HttpContext http, CurrentUser user, IGrainFactory grains) =>
        request.Read
            ? (await grains.GetGrain<IExamSessionGrain>(id).AcknowledgeRules(new(user.Id, ReceivedAt.Of(http)))).ToResult()
            : SessionRefusals.RulesUnread.ToProblem();

    public static async Task<Results<Ok<HeartbeatAck>, ProblemHttpResult>> BeatAsync(
        Guid id, Heartbeat request, HttpContext http, CurrentUser user, IGrainFactory grains) =>
        (await grains.GetGrain<IExamSessionGrain>(id).Beat(user.Id, request, ReceivedAt.Of(http))).ToResult();
}
