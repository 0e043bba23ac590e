using System.Text;
using Microsoft.Extensions.Configuration;
using Pinchang.Api.Notify;
using Pinchang.Contracts.Notifications;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Tests.Notify;

public sealed class SmtpSenderTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_mail_is_handed_over_with_its_sender_recipient_subject_and_text()
    {
        using var server = new SmtpServer();
        var message = MessageTo("lin@example.com");

        await new SmtpSender(Settings($"smtp://127.0.0.1:{server.Port}?tls=none")).SendAsync(message, CancellationToken.None);

        var (commands, mail) = await server.Conversation.WaitAsync(TimeSpan.FromSeconds(20));
        commands.ShouldContain(line => line.StartsWith("EHLO", StringComparison.Ordinal));
        commands.ShouldContain(line => line.StartsWith("MAIL FROM:<notice@pinchang.example>", StringComparison.Ordinal));
        commands.ShouldContain(line => line.StartsWith("RCPT TO:<lin@example.com>", StringComparison.Ordinal));
        mail.ShouldContain($"<{message.Id:N}@pinchang>");
        mail.ShouldContain("=?utf-8?");
        mail.ShouldContain(Convert.ToBase64String(Encoding.UTF8.GetBytes("您投递"))[..8]);
    }

    [Fact]
    public async Task Without_the_encryption_it_was_promised_no_mail_leaves()
    {
        using var server = new SmtpServer();

        await Should.ThrowAsync<System.Net.Mail.SmtpException>(() =>
            new SmtpSender(Settings($"smtp://127.0.0.1:{server.Port}")).SendAsync(MessageTo("lin@example.com"), CancellationToken.None));
    }

    [Fact]
    public void The_setting_says_server_and_account()
    {
        var settings = Settings("smtp://notice%40pinchang:p%3Aw@mail.example");

        settings.ShouldBe(new SmtpSettings("mail.example", 587, "notice@pinchang", "p:w", true, "notice@pinchang.example"));
    }

    private static Message MessageTo(string address) => new()
    {
        Id = Guid.CreateVersion7(Now),
        Channel = MessageChannel.Email,
        Recipient = address,
        Subject = "简历已查看",
        Text = "您投递的简历已被查看。",
        CreatedAt = Now,
        LeaveAt = Now,
    };

    private static SmtpSettings Settings(string address) => SmtpSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["PINCHANG_SMTP"] = address,
        ["PINCHANG_MAIL_FROM"] = "notice@pinchang.example",
    }).Build())!;
}
