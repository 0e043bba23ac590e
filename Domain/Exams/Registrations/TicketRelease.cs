using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Registrations;

/// <summary>
/// EX-6.2: numbers are given to those who passed, once the client has confirmed the list where that was agreed. The hand-over to the
/// client and its confirmation are a stage of their own; until an exam has that stage, nothing is asked.
/// </summary>
public static class TicketRelease
{
    public static Refusal? WhyNot(Registration registration, ClientConfirmation confirmation) =>
        registration.State != RegistrationState.Approved || registration.TicketNumber is not null || confirmation is { IsAsked: true, ConfirmedAt: null }
            ? RegistrationRefusals.NobodyForTicket
            : null;
}

/// <summary>Whether the client's word is needed on a stage's result, and when it came.</summary>
public sealed record ClientConfirmation(bool IsAsked, DateTimeOffset? ConfirmedAt)
{
    public static readonly ClientConfirmation NotAsked = new(false, null);
}
