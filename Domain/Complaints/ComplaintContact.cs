using System.Net.Mail;
using Pinchang.Contracts.Notifications;
using Pinchang.Domain.Accounts;

namespace Pinchang.Domain.Complaints;

/// <summary>Where an answer goes: a mobile number or an e-mail address.</summary>
public sealed record ComplaintContact(MessageChannel Channel, string Address)
{
    private const int Longest = 120;

    public string Masked => Channel == MessageChannel.Sms ? PhoneNumber.Mask(Address) : Masking.Email(Address);

    public static ComplaintContact? Parse(string? typed)
    {
        if (PhoneNumber.Parse(typed) is { } phone)
        {
            return new(MessageChannel.Sms, phone);
        }

        var text = typed?.Trim() ?? "";
        var isMail = text.Length is > 5 and <= Longest && !text.Any(char.IsWhiteSpace)
            && MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.', StringComparison.Ordinal);
        return isMail ? new(MessageChannel.Email, text) : null;
    }
}
