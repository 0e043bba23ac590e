using System.Globalization;
using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Domain.Accounts;

namespace Pinchang.Domain.Organisations;

/// <summary>Where an invitation goes: sealed, by a key that tells equal ones, and as it is shown.</summary>
public sealed record InvitedAddress(bool ByPhone, byte[] Sealed, byte[] Key, string Masked);

/// <summary>Who would accept: their account, and what they hold already.</summary>
public sealed record Invitee(Guid UserId, byte[]? PhoneKey, IReadOnlyCollection<Membership> Held);

/// <summary>Somebody is asked to join an employer. The link holds a token whose hash is here; each sending makes the last one's link worthless.</summary>
public sealed class MemberInvitation : IOwnedByAgency
{
    public const int MaxPerDay = 30;

    public const int MaxSendings = 5;

    public const int MaxName = 20;

    public const int MaxDepartment = 30;

    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public required Guid Id { get; init; }

    public required Guid AgencyId { get; init; }

    public required Guid EmployerId { get; init; }

    public required Guid InvitedBy { get; init; }

    public required string Name { get; init; }

    public string? Department { get; init; }

    public required string[] Roles { get; init; }

    public required bool ByPhone { get; init; }

    /// <summary>Null once it is over: nobody needs it any more.</summary>
    public byte[]? SealedAddress { get; private set; }

    public required byte[] AddressKey { get; init; }

    public required string MaskedAddress { get; init; }

    public byte[] TokenHash { get; private set; } = [];

    public required DateTimeOffset InvitedAt { get; init; }

    public DateTimeOffset SentAt { get; private set; }

    public int Sendings { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? AcceptedAt { get; private set; }

    public Guid? AcceptedBy { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    public bool IsOpen => AcceptedAt is null && WithdrawnAt is null;

    public static Outcome<MemberInvitation> Invite(Guid id, Employer employer, Guid invitedBy, InviteMember command, InvitedAddress address, DateTimeOffset now)
    {
        var refusal = employer.State != EmployerState.Approved ? EmployerRefusals.NotApproved
            : WrittenText.Check(command.Name, MaxName, "name", required: true)
                ?? WrittenText.Check(command.Department, MaxDepartment, "department")
                ?? EmployerMembers.CheckRights(command.Rights);
        return refusal is not null ? refusal : new MemberInvitation
        {
            Id = id,
            AgencyId = employer.AgencyId,
            EmployerId = employer.Id,
            InvitedBy = invitedBy,
            Name = command.Name.Trim(),
            Department = WrittenText.Tidy(command.Department),
            Roles = EmployerMembers.RolesOf(command.Rights),
            ByPhone = address.ByPhone,
            SealedAddress = address.Sealed,
            AddressKey = address.Key,
            MaskedAddress = address.Masked,
            InvitedAt = now,
        };
    }

    /// <summary>Begins the seven days anew, under another token.</summary>
    public Refusal? Send(byte[] tokenHash, DateTimeOffset now)
    {
        if (!IsOpen)
        {
            return MemberRefusals.InvitationOver;
        }

        if (Sendings >= MaxSendings)
        {
            return MemberRefusals.SentTooOften.With(Sendings.ToString(CultureInfo.InvariantCulture));
        }

        if (Sendings > 0 && SentAt + Interval - now is var wait && wait > TimeSpan.Zero)
        {
            return MemberRefusals.SentTooSoon.With(Math.Ceiling(wait.TotalSeconds).ToString("0", CultureInfo.InvariantCulture));
        }

        (TokenHash, SentAt, ExpiresAt) = (tokenHash, now, now + Lifetime);
        Sendings++;
        return null;
    }

    public Refusal? Withdraw(DateTimeOffset now)
    {
        if (!IsOpen)
        {
            return MemberRefusals.InvitationOver;
        }

        (WithdrawnAt, SealedAddress) = (now, null);
        return null;
    }

    /// <summary>Why it cannot be accepted by this person, or by anybody while nobody is known; null when it can.</summary>
    public Refusal? WhyNot(Invitee? invitee, DateTimeOffset now)
    {
        if (!IsOpen)
        {
            return MemberRefusals.InvitationOver;
        }

        if (now >= ExpiresAt)
        {
            return MemberRefusals.InvitationExpired;
        }

        if (invitee is null)
        {
            return null;
        }

        if (ByPhone && !(invitee.PhoneKey ?? []).AsSpan().SequenceEqual(AddressKey))
        {
            return MemberRefusals.InvitedOtherPhone.With(MaskedAddress);
        }

        return invitee.Held.Any(held => held.Scope == MembershipScope.Employer && held.ScopeId == EmployerId) ? MemberRefusals.AlreadyMember
            : invitee.Held.Any(held => held.AgencyId != AgencyId || held.Scope != MembershipScope.Project) ? MemberRefusals.BoundElsewhere
            : null;
    }

    public Refusal? Accept(Invitee invitee, DateTimeOffset now)
    {
        if (WhyNot(invitee, now) is { } refusal)
        {
            return refusal;
        }

        (AcceptedAt, AcceptedBy, SealedAddress) = (now, invitee.UserId, null);
        return null;
    }
}

/// <summary>The department that a member of an employer works in, where one is given.</summary>
public sealed class MemberDepartment : IOwnedByAgency
{
    public required Guid EmployerId { get; init; }

    public required Guid UserId { get; init; }

    public required Guid AgencyId { get; init; }

    public required string Department { get; set; }
}
