using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;

namespace Pinchang.Domain.Fairs;

/// <summary>People on duty, pause and closing of a booth.</summary>
public static class BoothRules
{
    public static Outcome<QueueDecision> TakeDuty(BoothQueue queue, TakeDuty command)
    {
        var (standing, person) = (queue.Standing, command.Actor.UserId);
        if (!command.Actor.Recruits || (command.OnDuty && !queue.Plan.StaffIds.Contains(person)))
        {
            return FairRefusals.BoothNotFound;
        }

        if (standing.OnDuty.Contains(person) == command.OnDuty)
        {
            return QueueRules.Nothing(queue.Plan.BoothId);
        }

        if (!command.OnDuty && queue.OpenTalkOf(person) is not null)
        {
            return FairRefusals.RecruiterBusy;
        }

        var onDuty = command.OnDuty ? [.. standing.OnDuty, person] : standing.OnDuty.Where(other => other != person).ToArray();
        return Decide(queue, BoothFactKind.DutyChanged, standing with { OnDuty = onDuty }, command.OnDuty ? "on" : "off");
    }

    /// <summary>Whoever no longer belongs to the booth is no longer on duty there; a talk that is on goes on.</summary>
    public static BoothFact? DropLeavers(BoothQueue queue)
    {
        var onDuty = queue.Standing.OnDuty.Where(queue.Plan.StaffIds.Contains).ToArray();
        return onDuty.Length == queue.Standing.OnDuty.Length
            ? null
            : new(BoothFactKind.DutyChanged, Standing: queue.Standing with { OnDuty = onDuty }, Detail: "left");
    }

    /// <summary>Closing is for good and the organiser's; it sends home who waits.</summary>
    public static Outcome<QueueDecision> SetState(BoothQueue queue, SetBoothState command, DateTimeOffset now)
    {
        var standing = queue.Standing;
        if (!command.Actor.Runs && (!command.Actor.Recruits || command.State == BoothState.Closed))
        {
            return FairRefusals.BoothNotFound;
        }

        if (standing.State == command.State)
        {
            return QueueRules.Nothing(queue.Plan.BoothId);
        }

        if (standing.State == BoothState.Closed)
        {
            return FairRefusals.BoothClosed;
        }

        var reason = WrittenText.Tidy(command.Reason);
        if (command.State == BoothState.Closed && reason is null)
        {
            return CommonRefusals.Required.On("reason");
        }

        if ((WrittenText.Check(reason, 200, "reason", lines: true) ?? TalkRules.Screened(reason, "reason")) is { } refusal)
        {
            return refusal;
        }

        var changed = new BoothFact(
            BoothFactKind.StateChanged, Standing: standing with { State = command.State, Reason = reason, Since = now }, Detail: command.State.ToString());
        return new QueueDecision(
            command.State == BoothState.Closed ? [changed, .. QueueRules.Shut(queue, now)] : [changed], queue.Plan.BoothId);
    }

    private static QueueDecision Decide(BoothQueue queue, BoothFactKind kind, BoothStanding standing, string detail) =>
        new([new(kind, Standing: standing, Detail: detail)], queue.Plan.BoothId);
}
