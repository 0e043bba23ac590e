using System.Net;
using System.Net.Mail;
using System.Text;
using Pinchang.Contracts.Notifications;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Notify;

/// <summary>Where mail goes: PINCHANG_SMTP as <c>smtp://user:password@host:port</c> (STARTTLS; <c>?tls=none</c> only within one's own walls), PINCHANG_MAIL_FROM.</summary>
internal sealed record SmtpSettings(string Host, int Port, string? User, string? Password, bool UsesTls, string From)
{
    private const int SubmissionPort = 587;

    public static SmtpSettings? Read(IConfiguration configuration)
    {
        if (configuration["PINCHANG_SMTP"] is not { Length: > 0 } text)
        {
            return null;
        }

        var uri = new Uri(text);
        var user = uri.UserInfo.Split(':', 2);
        return new(
            uri.Host,
            uri.Port > 0 ? uri.Port : SubmissionPort,
            user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null,
            user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            uri.Query != "?tls=none",
            configuration["PINCHANG_MAIL_FROM"] ?? throw new InvalidOperationException("PINCHANG_SMTP is set and PINCHANG_MAIL_FROM is not."));
    }
}

internal sealed class SmtpSender(SmtpSettings settings) : IMessageSender
{
    private const int TimeoutMilliseconds = 20_000;

    public MessageChannel Channel => MessageChannel.Email;

    public string Gateway => $"smtp {settings.Host}";

    public async Task<string?> SendAsync(Message message, CancellationToken cancellation)
    {
        using var client = new SmtpClient(settings.Host, settings.Port)
        {
            EnableSsl = settings.UsesTls,
            Timeout = TimeoutMilliseconds,
            Credentials = settings.User is null ? null : new NetworkCredential(settings.User, settings.Password),
        };
        using var mail = new MailMessage(settings.From, message.Recipient, message.Subject, TextOf(message))
        {
            SubjectEncoding = Encoding.UTF8,
            BodyEncoding = Encoding.UTF8,
        };
        // The row's id: a mail that left although its acknowledgement was lost is the same mail the second time.
        var id = $"<{message.Id:N}@pinchang>";
        mail.Headers.Add("Message-ID", id);
        await client.SendMailAsync(mail, cancellation);
        return id;
    }

    private static string TextOf(Message message) => message.Link is null ? message.Text : $"{message.Text}\r\n\r\n{message.Link}";
}
