namespace Pinchang.Contracts.Organisations;

/// <summary>What a member of an employer may be trusted with. Managing comes with everything else.</summary>
public enum MemberRight
{
    Manage,
    PostJobs,
    ReadResumes,

    /// <summary>Receives candidates at booths: calls them up and talks with them.</summary>
    Call,

    /// <summary>Plans and presents live rooms, and moderates them.</summary>
    Present,
    Moderate,
}

/// <summary>Rights are no rules of their own: each is the role that gives it, and the policy that routes ask.</summary>
public static class MemberRights
{
    public static readonly IReadOnlyDictionary<MemberRight, (string Role, string Policy)> All = new Dictionary<MemberRight, (string, string)>
    {
        [MemberRight.Manage] = (Roles.Manager, Access.ManageEmployer),
        [MemberRight.PostJobs] = (Roles.JobPoster, Access.PostJobs),
        [MemberRight.ReadResumes] = (Roles.ResumeReader, Access.ReadResumes),
        [MemberRight.Call] = (Roles.Caller, Access.RecruitAtFairs),
        [MemberRight.Present] = (Roles.Presenter, Access.RunLiveRooms),
        [MemberRight.Moderate] = (Roles.Moderator, Access.ModerateLiveRooms),
    };
}

/// <summary><c>POST /api/employers/mine/member-invitations</c>: a link that works once, for seven days.</summary>
/// <param name="Address">A phone or an e-mail address.</param>
public sealed record InviteMember(string Name, string Address, MemberRight[] Rights, string? Department = null);

/// <summary><c>PUT /api/employers/mine/members/{userId}</c>.</summary>
public sealed record ChangeMemberRights(MemberRight[] Rights, string? Department = null);

/// <summary><c>POST /api/member-invitations/acceptances</c>.</summary>
public sealed record AcceptMemberInvitation(string Token);

/// <param name="IsOwner">Answers for the employer; only an owner touches an owner's rights.</param>
public sealed record MemberSummary(Guid UserId, string Name, string? Phone, string? Department, MemberRight[] Rights, bool IsOwner, bool IsSelf, DateTimeOffset JoinedAt);

/// <param name="Address">Masked.</param>
public sealed record InvitationSummary(
    Guid Id, string Name, string Address, string? Department, MemberRight[] Rights, string InvitedBy, DateTimeOffset SentAt, DateTimeOffset ExpiresAt, bool IsExpired);

/// <summary><c>GET /api/employers/mine/members</c>. Invitations are for those who manage.</summary>
public sealed record MemberBook(MemberSummary[] Members, InvitationSummary[] Invitations, string[] Departments);

/// <summary><c>GET /api/member-invitations/{token}</c>: what somebody is invited to, before they accept.</summary>
/// <param name="Hindrance">Why it cannot be accepted, as far as the caller is known.</param>
public sealed record InvitationDetails(
    string Employer, string InvitedBy, string Name, string Address, string? Department, MemberRight[] Rights, DateTimeOffset ExpiresAt, Hindrance? Hindrance);

/// <summary>A command about members was done.</summary>
public sealed record MemberActDone(Guid Id);

public static class MemberRefusals
{
    public static readonly Refusal AddressMalformed = new(RefusalKind.Invalid, "members.address-malformed");
    public static readonly Refusal RightsMissing = new(RefusalKind.Invalid, "members.rights-missing");
    public static readonly Refusal AlreadyMember = new(RefusalKind.Conflict, "members.already-member");
    public static readonly Refusal AlreadyInvited = new(RefusalKind.Conflict, "members.already-invited");
    public static readonly Refusal SentTooSoon = new(RefusalKind.TooMany, "members.sent-too-soon");
    public static readonly Refusal SentTooOften = new(RefusalKind.TooMany, "members.sent-too-often");
    public static readonly Refusal TooManyInvitations = new(RefusalKind.TooMany, "members.too-many-invitations");
    public static readonly Refusal InvitationOver = new(RefusalKind.Unprocessable, "members.invitation-over");
    public static readonly Refusal InvitationExpired = new(RefusalKind.Unprocessable, "members.invitation-expired");

    /// <summary>The phone that was invited, masked.</summary>
    public static readonly Refusal InvitedOtherPhone = new(RefusalKind.Unprocessable, "members.invited-other-phone");

    /// <summary>A session's rights are those of one employer: nobody is a member of two, nor of an employer and of the agency's staff.</summary>
    public static readonly Refusal BoundElsewhere = new(RefusalKind.Unprocessable, "members.bound-elsewhere");
    public static readonly Refusal LastManager = new(RefusalKind.Unprocessable, "members.last-manager");
    public static readonly Refusal OwnerOnly = new(RefusalKind.Unprocessable, "members.owner-only");
    public static readonly Refusal OwnRights = new(RefusalKind.Unprocessable, "members.own-rights");
}
