using Pinchang.Contracts.Staff;
using Pinchang.Domain.Documents;

namespace Pinchang.Domain.Staff;

/// <summary>A document that whoever does the duty has signed or acknowledged.</summary>
/// <param name="Key">Its template's.</param>
public sealed record StaffAgreement(Duty Duty, string Key, string Clause);

/// <summary>A version that was published, and on which day.</summary>
public sealed record AgreementVersion(int Number, DateOnly ValidFrom, DateOnly ReviewBy, DateOnly? ValidUntil, DateOnly PublishedOn);

/// <summary>Where somebody stands on a day.</summary>
/// <param name="SignBy">Of a new version: the last day on which the former signature counts.</param>
public sealed record AgreementStanding(AgreementState State, int? Version, DateOnly? SignBy = null)
{
    public bool Counts => State is AgreementState.Signed or AgreementState.SignAnew;
}

public sealed record AgreementLack(string Key, LackReason Reason, DateOnly? Day);

/// <summary>An agreement's published versions, and the newest of them that one person signed.</summary>
public sealed record HeldAgreement(string Key, IReadOnlyCollection<AgreementVersion> Versions, int? Signed)
{
    public AgreementStanding StandingOn(DateOnly day)
    {
        var asked = Versions.Where(version => version.ValidFrom <= day).MaxBy(version => version.Number);
        if (asked is null || asked.ReviewBy < day || asked.ValidUntil < day)
        {
            return new(AgreementState.NotInForce, null);
        }

        if (Signed >= asked.Number)
        {
            return new(AgreementState.Signed, asked.Number);
        }

        if (Signed is null)
        {
            return new(AgreementState.Unsigned, asked.Number);
        }

        // Whoever signed the version before works on for a term; what is only acknowledged holds at once, as LH-4.4.2a asks.
        var former = Versions.Where(version => version.Number < asked.Number).Max(version => (int?)version.Number);
        var begun = asked.ValidFrom > asked.PublishedOn ? asked.ValidFrom : asked.PublishedOn;
        var signBy = DocumentTemplates.Find(Key) is { IsSigned: true } ? begun.AddDays(StaffAgreements.DaysToSignAnew) : begun;
        return new(Signed == former && day <= signBy && signBy > begun ? AgreementState.SignAnew : AgreementState.Outdated, asked.Number, signBy);
    }
}

/// <summary>Which agreements each duty asks for: the table, and the one function that reads it.</summary>
public static class StaffAgreements
{
    public const int DaysToSignAnew = 14;

    /// <summary>How many days before the last one somebody is told again, the nearest first.</summary>
    private static readonly int[] Reminders = [1, 3, 7];

    private const string Rules = "live-service-rules";
    private const string Pledge = "staff-pledge";
    private const string Secrecy = "staff-secrecy";

    public static readonly IReadOnlyList<StaffAgreement> All =
    [
        new(Duty.HostRoom, Rules, "LH-4.4.2a"),
        new(Duty.HostRoom, Pledge, "LH-4.4.2c"),
        new(Duty.Review, Secrecy, "LH-4.4.1b"),
        new(Duty.Review, Pledge, "LH-4.4.2c"),
        new(Duty.Invigilate, Secrecy, "EX-7.4-secrecy"),
        new(Duty.Invigilate, Pledge, "EX-4.5"),
        new(Duty.Mark, Secrecy, "EX-7.4-secrecy"),
        new(Duty.Mark, Pledge, "EX-4.5"),
        new(Duty.AttendBooth, Pledge, "JF-5"),
    ];

    public static readonly IReadOnlyList<string> Keys = [.. All.Select(asked => asked.Key).Distinct()];

    /// <summary>What the duties of these roles ask for, each once, in the order of the table.</summary>
    public static string[] For(IReadOnlyCollection<string> roles)
    {
        Duty[] duties = [.. StaffRules.For(roles).Select(rule => rule.Duty)];
        return [.. All.Where(asked => duties.Contains(asked.Duty)).Select(asked => asked.Key).Distinct()];
    }

    /// <summary>What is missing on the day; nothing when the duty is allowed.</summary>
    public static AgreementLack[] Missing(Duty duty, IReadOnlyCollection<HeldAgreement> held, DateOnly day) =>
        [.. All.Where(asked => asked.Duty == duty).Select(asked => LackOf(held.FirstOrDefault(one => one.Key == asked.Key) ?? new(asked.Key, [], null), day)).OfType<AgreementLack>()];

    /// <summary>Which reminder is due on the day; null when none is, or nothing has to be signed anew.</summary>
    public static int? ReminderOn(AgreementStanding standing, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(standing);
        return standing is not { State: AgreementState.SignAnew, SignBy: { } signBy } ? null
            : Reminders.Where(days => signBy.DayNumber - day.DayNumber <= days).Select(days => (int?)days).FirstOrDefault();
    }

    private static AgreementLack? LackOf(HeldAgreement held, DateOnly day) => held.StandingOn(day) switch
    {
        { Counts: true } => null,
        { State: AgreementState.Outdated, SignBy: var signBy } => new(held.Key, LackReason.Outdated, signBy),
        { State: AgreementState.NotInForce } => new(held.Key, LackReason.NotInForce, null),
        _ => new(held.Key, LackReason.Unsigned, null),
    };
}
