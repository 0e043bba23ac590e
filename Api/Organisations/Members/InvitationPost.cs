using System.Net.Mail;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Accounts;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Notifications;
using Pinchang.Data;
using Pinchang.Data.Keys;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Notify;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.Organisations.Members;

/// <summary>Seals where invitations go, and sends them: the text with the link is not kept once it left.</summary>
internal sealed class InvitationPost(PinchangContext data, FieldSeals seals, Phones phones, IOutbox outbox, WebOrigin web)
{
    private const int LongestAddress = 120;

    /// <summary>A phone or an e-mail address as people type it; null when it is neither.</summary>
    public InvitedAddress? Read(string? typed)
    {
        if (PhoneNumber.Parse(typed) is { } phone)
        {
            return new(true, seals.Seal(SealedField.Contact, phone), phones.KeyOf(phone), PhoneNumber.Mask(phone));
        }

        var address = typed?.Trim();
        return address is { Length: > 0 and <= LongestAddress } && !address.Any(char.IsControl)
            && MailAddress.TryCreate(address, out var mail) && mail.Address == address && mail.Host.Contains('.', StringComparison.Ordinal)
            ? new(false, seals.Seal(SealedField.Contact, address), seals.IndexOf(SealedField.Contact, address.ToUpperInvariant()), $"{address[0]}***@{mail.Host}")
            : null;
    }

    /// <summary>To be called after <see cref="MemberInvitation.Send"/> took the token's hash.</summary>
    public async Task PostAsync(MemberInvitation invitation, string token, string employer, CancellationToken cancellation)
    {
        var inviter = await data.Users.Where(user => user.Id == invitation.InvitedBy).Select(user => user.DisplayName).SingleAsync(cancellation);
        var (subject, text) = Notices.MemberInvited(employer, inviter, new Uri(web.Own, $"/invitations/{token}").ToString()).In(invitation.AgencyId);
        outbox.Enqueue(new(
            invitation.ByPhone ? MessageChannel.Sms : MessageChannel.Email, null, seals.Open(SealedField.Contact, invitation.SealedAddress!), subject, text,
            AgencyId: invitation.AgencyId, Secret: true));
    }
}
