using System.Globalization;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.Screening;

namespace Pinchang.Domain.LiveRooms;

/// <summary>What a room's plan must look like before anybody sees it (LH-4.3.2a, LH-4.4.1d).</summary>
public static class RoomPlanRules
{
    public const int MostJobs = 100;
    private const int MostSteps = 50;
    private const int LongestStep = 60;
    private const int LongestSession = 24 * 60;

    /// <summary>Whoever plans to start now needs a moment to fill in the form.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Farthest = TimeSpan.FromDays(366);

    public static Refusal? Check(PlanLiveRoom command, DateTimeOffset now, bool startMayBePast)
    {
        ArgumentNullException.ThrowIfNull(command);
        return WrittenText.Check(command.Title, 40, "title", required: true)
            ?? (command.Title.Trim().Length < 2 ? CommonRefusals.Required.On("title") : null)
            ?? WrittenText.Check(command.Introduction, 1_000, "introduction", lines: true)
            ?? Screened(command.Title, "title")
            ?? Screened(command.Introduction, "introduction")
            ?? CheckStart(command.StartsAt, now, startMayBePast)
            ?? (Enum.IsDefined(command.Visibility) ? null : CommonRefusals.Malformed.On("visibility"))
            ?? CheckJobs(command)
            ?? CheckRundown(command);
    }

    private static Refusal? CheckStart(DateTimeOffset startsAt, DateTimeOffset now, bool mayBePast) =>
        startsAt < now - Late && !mayBePast ? LiveRoomRefusals.StartsInPast.On("startsAt")
        : startsAt > now + Farthest ? CommonRefusals.OutOfRange.With(ChinaTime.Text(now), ChinaTime.Text(now + Farthest)).On("startsAt")
        : null;

    private static Refusal? CheckJobs(PlanLiveRoom command) =>
        command.JobIds is null || command.JobIds.Distinct().Count() != command.JobIds.Length ? CommonRefusals.Malformed.On("jobIds")
        : command.JobIds.Length > MostJobs ? OutOfRange(0, MostJobs, "jobIds")
        : null;

    private static Refusal? CheckRundown(PlanLiveRoom command)
    {
        if (command.Rundown is null || command.Rundown.Any(step => step is null))
        {
            return CommonRefusals.Malformed.On("rundown");
        }

        if (command.Rundown.Length > MostSteps)
        {
            return OutOfRange(0, MostSteps, "rundown");
        }

        foreach (var step in command.Rundown)
        {
            if (step.Minute is < 0 or > LongestSession)
            {
                return OutOfRange(0, LongestSession, "rundown");
            }

            if ((WrittenText.Check(step.Title, LongestStep, "rundown", required: true) ?? Screened(step.Title, "rundown")) is { } refusal)
            {
                return refusal;
            }

            if (step.JobId is { } jobId && !command.JobIds.Contains(jobId))
            {
                return LiveRoomRefusals.JobNotInRoom.On("rundown");
            }
        }

        return null;
    }

    private static Refusal? Screened(string? text, string field) =>
        text is not null && Screener.Refuse(text) is { } hit ? LiveRoomRefusals.Screened.With(hit.Rule.Id, hit.Rule.Name).On(field) : null;

    private static Refusal OutOfRange(int low, int high, string field) =>
        CommonRefusals.OutOfRange.With(low.ToString(CultureInfo.InvariantCulture), high.ToString(CultureInfo.InvariantCulture)).On(field);
}
