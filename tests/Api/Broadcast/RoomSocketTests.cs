using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text;

namespace Pinchang.Api.Tests.Broadcast;

public sealed class RoomSocketTests(RoomOnAir room) : IClassFixture<RoomOnAir>
{
    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("null")]
    public async Task A_page_of_another_origin_gets_no_socket(string origin)
    {
        var refused = await Should.ThrowAsync<WebSocketException>(() => RoomBrowser.OpenAsync(room, null, origin));

        refused.Message.ShouldContain("403");
    }

    [Fact]
    public async Task A_request_that_is_no_handshake_is_told_to_upgrade()
    {
        using var client = new HttpClient();

        var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{room.Port}/hubs/live-room"));

        answer.StatusCode.ShouldBe(HttpStatusCode.UpgradeRequired);
    }

    [Fact]
    public async Task A_message_in_pieces_is_one_message()
    {
        await using var visitor = await room.VisitorAsync();
        var text = Encoding.UTF8.GetBytes("{\"type\":1,\"invocationId\":\"7\",\"target\":\"Like\",\"arguments\":[1]}\u001e");

        await visitor.SendAsync(text[..10], WebSocketMessageType.Text, end: false);
        await visitor.SendAsync(text[10..20], WebSocketMessageType.Text, end: false);
        await visitor.SendAsync(text[20..], WebSocketMessageType.Text, end: true);

        (await visitor.JoinAsync()).GetProperty("value").GetProperty("state").GetString().ShouldBe("onAir");
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        await using var visitor = await room.VisitorAsync();

        await visitor.SendAsync([1, 2, 3], WebSocketMessageType.Binary, end: true);

        (await visitor.CloseStatusAsync()).ShouldBe(WebSocketCloseStatus.InvalidMessageType);
    }

    [Theory]
    [InlineData(33_000)]
    [InlineData(100_000)]
    public async Task A_message_that_is_too_large_is_refused(int length)
    {
        await using var visitor = await room.VisitorAsync();

        await visitor.SendTextAsync(new string('长', length / 3));

        (await visitor.CloseStatusAsync()).ShouldBe(WebSocketCloseStatus.MessageTooBig);
    }

    [Fact]
    public async Task A_flood_is_cut_off()
    {
        await using var visitor = await room.VisitorAsync();

        WebSocketCloseStatus? closed = null;
        try
        {
            for (var i = 0; i < 250; i++)
            {
                await visitor.SendTextAsync("{\"type\":6}\u001e");
            }

            closed = await visitor.CloseStatusAsync();
        }
        catch (WebSocketException)
        {
            // Cut off while still talking: the line is reset, and its close frame may be lost with it.
        }

        (closed ?? WebSocketCloseStatus.PolicyViolation).ShouldBe(WebSocketCloseStatus.PolicyViolation);
        await using var next = await room.VisitorAsync();
        (await next.JoinAsync()).ValueKind.ShouldBe(JsonValueKind.Object);
    }

    [Theory]
    [InlineData(new byte[] { 0x81, 0x02, (byte)'{', (byte)'}' }, 1002)]
    [InlineData(new byte[] { 0xC1, 0x80, 0, 0, 0, 0 }, 1002)]
    [InlineData(new byte[] { 0x80, 0x80, 0, 0, 0, 0 }, 1002)]
    [InlineData(new byte[] { 0x83, 0x80, 0, 0, 0, 0 }, 1002)]
    [InlineData(new byte[] { 0x89, 0xFE, 0, 126, 0, 0, 0, 0 }, 1002)]
    [InlineData(new byte[] { 0x81, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0 }, 1009)]
    [InlineData(new byte[] { 0x88, 0x80, 0, 0, 0, 0 }, 1000)]
    public async Task A_frame_that_no_browser_sends_closes_the_line_with_its_code(byte[] frame, int code)
    {
        using var line = await HandshakeAsync();

        await line.SendAsync(frame);

        (await LastWordsAsync(line)).TakeLast(4).ShouldBe([0x88, 0x02, (byte)(code >> 8), (byte)code]);
    }

    [Fact]
    public async Task A_ping_is_answered_with_its_own_bytes()
    {
        using var line = await HandshakeAsync();

        await line.SendAsync(new byte[] { 0x89, 0x82, 1, 2, 3, 4, (byte)'h' ^ 1, (byte)'i' ^ 2 });

        var answer = new byte[64];
        var length = await line.ReceiveAsync(answer);
        answer[..length].ShouldBe([0x8A, 0x02, (byte)'h', (byte)'i']);
    }

    /// <summary>All that comes until the close frame: the reason and the frame may arrive apart.</summary>
    private static async Task<byte[]> LastWordsAsync(Socket line)
    {
        var answer = new byte[256];
        for (var length = 0; ;)
        {
            var more = await line.ReceiveAsync(answer.AsMemory(length)).AsTask().WaitAsync(TimeSpan.FromSeconds(10));
            length += more;
            if (more == 0 || (length >= 4 && answer[length - 4] == 0x88))
            {
                return answer[..length];
            }
        }
    }

    private async Task<Socket> HandshakeAsync()
    {
        var line = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 10_000 };
        await line.ConnectAsync(IPAddress.Loopback, room.Port);
        await line.SendAsync(Encoding.ASCII.GetBytes(
            "GET /hubs/live-room HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + $"Origin: {RoomOnAir.Origin}\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        var answer = new byte[4096];
        var length = await line.ReceiveAsync(answer);
        Encoding.ASCII.GetString(answer, 0, length).ShouldContain("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        return line;
    }
}
