using System.Globalization;
using System.Text.Json;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Notifications;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Notify;

/// <summary>
/// Where no gateway is configured, on the embedded engine: a message is printed on the console, kept under PINCHANG_DATA/messages, and
/// read by operators in the product. Nobody's phone rings.
/// </summary>
internal sealed class StandInSender(MessageChannel channel, string folder) : IMessageSender
{
    public MessageChannel Channel => channel;

    public string Gateway => "stand-in";

    public async Task<string?> SendAsync(Message message, CancellationToken cancellation)
    {
        var name = Channel == MessageChannel.Sms ? "短信" : "邮件";
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{message.CreatedAt:yyyyMMdd-HHmmss}-{message.Id:N}.json"));
        var kept = new { message.Channel, message.Recipient, message.Subject, message.Text, message.Link, message.CreatedAt };
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(kept, JsonDefaults.Options), cancellation);
        await Console.Out.WriteLineAsync($"[{name}] {message.Recipient}  {message.Subject}：{message.Text}{(message.Link is null ? "" : "  " + message.Link)}");
        return null;
    }
}
