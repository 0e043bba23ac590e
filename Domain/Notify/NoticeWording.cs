using Pinchang.Contracts;
using Pinchang.Contracts.Notifications;

namespace Pinchang.Domain.Notify;

/// <summary>How an agency words one kind of message. Rows are only added; the last one of a kind holds.</summary>
public sealed class NoticeWording : IOwnedByAgency
{
    private NoticeWording()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public string Key { get; private set; } = "";

    /// <summary>Null together with the text when the product's own was brought back.</summary>
    public string? Subject { get; private set; }

    public string? Text { get; private set; }

    public string Reason { get; private set; } = "";

    public Guid WrittenBy { get; private set; }

    public DateTimeOffset WrittenAt { get; private set; }

    public static Outcome<NoticeWording> Of(Guid id, Guid agencyId, NoticeTemplate own, NoticeWording? last, EditNoticeText edit, Guid writerId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(edit);
        var back = edit is { Subject: null, Text: null };
        if ((back ? null : own.WhyNot(edit.Subject, edit.Text)) is { } unfit)
        {
            return unfit;
        }

        if (WrittenText.Check(edit.Reason, 200, "reason", required: true) is { } unreasoned)
        {
            return unreasoned;
        }

        var (subject, text) = (edit.Subject?.Trim(), edit.Text?.Trim());
        return subject == last?.Subject && text == last?.Text || (last?.Subject is null && subject == own.Subject && text == own.Text)
            ? NoticeTextRefusals.Unchanged
            : new NoticeWording
            {
                Id = id,
                AgencyId = agencyId,
                Key = own.Key,
                Subject = subject,
                Text = text,
                Reason = edit.Reason.Trim(),
                WrittenBy = writerId,
                WrittenAt = now,
            };
    }
}
