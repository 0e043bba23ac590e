using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Registrations;

/// <summary>EX-4.4: that somebody took candidates' data out, and what for.</summary>
public sealed class RegistrationExport : IOwnedByAgency
{
    private const int LeastReason = 4;

    public required Guid Id { get; init; }

    public required Guid AgencyId { get; init; }

    public required Guid ProjectId { get; init; }

    public required Guid By { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Reason { get; init; }

    public required int Rows { get; init; }

    /// <summary>Whether identity numbers and phones were in it in full.</summary>
    public required bool Unmasked { get; init; }

    /// <summary>The score notice whose list it was; null for a list of registrations.</summary>
    public Guid? NoticeId { get; init; }

    public static Refusal? WhyNot(string? reason) =>
        (reason?.Trim().Length ?? 0) < LeastReason
            ? RegistrationRefusals.ExportReasonRequired.On("reason")
            : WrittenText.Check(reason, 200, "reason");
}
