using Pinchang.Contracts;
using Pinchang.Contracts.Persons;

namespace Pinchang.Domain.Persons;

/// <summary>
/// An account that its owner wants closed. Until the cooling period is over they may come back; then what nothing keeps is removed, and the
/// account cannot be signed in to any more.
/// </summary>
public sealed class AccountClosure
{
    public const int CoolingDays = 15;

    private AccountClosure()
    {
    }

    public Guid Id { get; private set; }

    public Guid UserId { get; private set; }

    public DateTimeOffset AskedAt { get; private set; }

    public DateTimeOffset ClosesAt { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public bool IsPending => WithdrawnAt is null && ClosedAt is null;

    public static Outcome<AccountClosure> Ask(Guid id, Guid userId, AccountTies ties, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(ties);
        return ties.WhyNot() is { } refusal
            ? refusal
            : new AccountClosure { Id = id, UserId = userId, AskedAt = now, ClosesAt = now.AddDays(CoolingDays) };
    }

    public Outcome<AccountClosure> Withdraw(DateTimeOffset now)
    {
        if (!IsPending)
        {
            return PersonRefusals.NotClosing;
        }

        WithdrawnAt = now;
        return this;
    }

    /// <summary>False while it is too early, or something holds the account after all.</summary>
    public bool Close(AccountTies ties, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(ties);
        if (!IsPending || now < ClosesAt || ties.WhyNot() is not null)
        {
            return false;
        }

        ClosedAt = now;
        return true;
    }
}

/// <summary>What holds a person to the product beside their own wish.</summary>
public sealed record AccountTies(bool IsStaff, bool HasExamToSit, bool IsInQueue)
{
    public Refusal? WhyNot() => IsStaff ? PersonRefusals.StillStaff
        : HasExamToSit ? PersonRefusals.ExamGoesOn
        : IsInQueue ? PersonRefusals.InQueue
        : null;
}
