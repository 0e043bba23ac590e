using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Projects;

/// <summary>Registration is open in [opens, closes), judged by when the request was received.</summary>
public static class RegistrationWindow
{
    public static RegistrationPhase PhaseAt(DateTimeOffset opensAt, DateTimeOffset closesAt, DateTimeOffset now) =>
        now < opensAt ? RegistrationPhase.Upcoming : now < closesAt ? RegistrationPhase.Open : RegistrationPhase.Closed;
}
