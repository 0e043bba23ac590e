namespace Pinchang.Contracts.Notifications;

/// <summary>
/// The wording of one kind of message in the caller's agency (<c>GET /api/operations/notice-texts</c>). What differs from message to message
/// stands in braces, as {岗位}.
/// </summary>
/// <param name="Changed">Worded by the agency; otherwise as the product words it.</param>
public sealed record NoticeTextSummary(string Key, string Subject, string Text, string[] Places, bool Changed, DateTimeOffset? WrittenAt);

/// <summary>One wording with the product's own and what the agency wrote before (<c>GET /api/operations/notice-texts/{key}</c>).</summary>
public sealed record NoticeTextDetails(NoticeTextSummary InForce, string OwnSubject, string OwnText, NoticeTextVersion[] Versions);

/// <summary>What was written when by whom, newest first; without a subject the product's own was brought back.</summary>
public sealed record NoticeTextVersion(string? Subject, string? Text, string Reason, string? WrittenBy, DateTimeOffset WrittenAt);

/// <summary>
/// <c>PUT /api/operations/notice-texts/{key}</c>: a new wording, with every place that the product's own names; both texts null bring the
/// product's own back. In force for messages that are made from then on.
/// </summary>
/// <param name="Subject">1 to 35 characters: a text message carries no more.</param>
/// <param name="Text">1 to 300 characters.</param>
/// <param name="Reason">1 to 200 characters.</param>
public sealed record EditNoticeText(string? Subject, string? Text, string Reason);

/// <summary><c>POST /api/operations/notice-texts/{key}/previews</c>: how a message would read, each place filled with its name.</summary>
public sealed record NoticePreview(string Subject, string Text);

public static class NoticeTextRefusals
{
    /// <summary>{0} is no place of this message.</summary>
    public static readonly Refusal PlaceUnknown = new(RefusalKind.Invalid, "notice-texts.place-unknown");

    /// <summary>{0} is told by the product's own wording and would be left out.</summary>
    public static readonly Refusal PlaceMissing = new(RefusalKind.Invalid, "notice-texts.place-missing");

    /// <summary>It already reads so.</summary>
    public static readonly Refusal Unchanged = new(RefusalKind.Conflict, "notice-texts.unchanged");
}
