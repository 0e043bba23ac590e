using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pinchang.Api.Tests.Notify;

/// <summary>A mail server for one conversation: answers as RFC 5321 asks, and remembers what was said.</summary>
internal sealed class SmtpServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public SmtpServer()
    {
        _listener.Start();
        Conversation = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The client's commands, and the mail after DATA, once it said goodbye or hung up.</summary>
    public Task<(List<string> Commands, string Mail)> Conversation { get; }

    public void Dispose() => _listener.Dispose();

    private async Task<(List<string> Commands, string Mail)> ServeAsync()
    {
        using var client = await _listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        await using var writer = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        var commands = new List<string>();
        var mail = new StringBuilder();
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync() is { } line)
        {
            commands.Add(line);
            if (line == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                while (await reader.ReadLineAsync() is { } text && text != ".")
                {
                    mail.AppendLine(text);
                }

                await writer.WriteLineAsync("250 taken");
            }
            else if (line == "QUIT")
            {
                await writer.WriteLineAsync("221 bye");
                break;
            }
            else
            {
                await writer.WriteLineAsync(line.StartsWith("EHLO", StringComparison.Ordinal) ? "250-test\r\n250 8BITMIME" : "250 ok");
            }
        }

        return (commands, mail.ToString());
    }
}
