using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Security.Claims;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.Media;
using Pinchang.Support.Media;

namespace Pinchang.Api.Tests.Media;

public sealed class LivePictureTests : IAsyncLifetime
{
    private static readonly Guid Page = new("00000000-0000-7000-8000-0000000000a1");
    private static readonly Guid OtherPage = new("00000000-0000-7000-8000-0000000000a2");

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("pinchang-media-");
    private readonly MemoryRecordings _rows = new();
    private MediaServer _server = null!;

    public async Task InitializeAsync() => _server = await MediaServer.StartAsync(_data.FullName, _rows);

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Fact]
    [Clause("LH-4.3.1a", at: "Api/Media/PublishStream.cs")]
    public async Task A_viewer_who_joins_late_starts_at_the_last_keyframe()
    {
        using var publisher = await BeginAsync(Page);
        await SendAsync(publisher, 1, 12);
        await publisher.HearAsync("ack");
        using var viewer = await _server.PlayAsync();
        (await viewer.HearAsync("state")).GetProperty("state").GetString().ShouldBe("live");
        (await viewer.HearAsync("stream")).GetProperty("codecs").GetString().ShouldBe("avc1.42C01E");
        (await viewer.SeeAsync()).Header.Kind.ShouldBe(StreamMessageKind.Init);
        for (var sequence = 9u; sequence <= 12; sequence++)
        {
            var (header, body) = await viewer.SeeAsync();
            header.ShouldBe(new StreamMessage(sequence == 9 ? StreamMessageKind.Key : StreamMessageKind.Delta, false, sequence, (sequence - 1) * 120));
            body.ShouldBe(StreamMaker.Fragment(sequence, (sequence - 1) * 120, sequence == 9));
        }

        _server.Clock.MediaTimeOf(MediaServer.Room).ShouldBe(1440);
    }

    [Fact]
    [Clause("LH-4.3.1a", at: "Api/Media/Streams/SessionStream.cs")]
    public async Task A_publisher_who_drops_goes_on_where_the_stream_stands()
    {
        using (var publisher = await BeginAsync(Page))
        {
            await SendAsync(publisher, 1, 10);
            await publisher.HearAsync("ack");
            using var viewer = await _server.PlayAsync();
            await viewer.HearAsync("stream");
            publisher.Dispose();
            (await viewer.HearAsync("state")).GetProperty("state").GetString().ShouldBe("interrupted");
        }

        using var again = await _server.PublishAsync(Page);
        var welcome = await again.HearAsync("welcome");
        welcome.GetProperty("nextSequence").GetUInt32().ShouldBe(11u);
        welcome.GetProperty("mediaTime").GetInt64().ShouldBe(1200);
        await again.SendAsync(StreamMaker.InitMessage());
        await again.SendAsync(StreamMaker.FragmentMessage(11, 1200, key: true, afterGap: true));
        (await again.HearAsync("ack")).GetProperty("sequence").GetUInt32().ShouldBe(11u);
        await again.LeaveAsync();

        var row = await EndAsync();
        row.State.ShouldBe(RecordingState.Whole);
        row.Duration.ShouldBe(1320);
        row.Gaps.ShouldHaveSingleItem().At.ShouldBe(1200);
        _server.Reports.Select(report => report.State).ShouldBe([StreamState.Live, StreamState.Interrupted, StreamState.Live, StreamState.Interrupted]);
    }

    [Fact]
    public async Task A_second_publisher_is_refused_and_may_take_over()
    {
        using var first = await BeginAsync(Page);
        await SendAsync(first, 1, 3);
        using (var second = await _server.PublishAsync(OtherPage))
        {
            (await second.HearAsync("refused")).GetProperty("code").GetString().ShouldBe("live-rooms.other-publisher");
            (await second.SeeTheEndAsync()).ShouldBe(4409);
        }

        using var assistant = await _server.PublishAsync(OtherPage, takeover: true);
        var line = await assistant.HearAsync("welcome");
        line.GetProperty("nextSequence").GetUInt32().ShouldBe(4u);
        (await first.HearAsync("refused")).GetProperty("code").GetString().ShouldBe("media.taken-over");
        await assistant.SendAsync(StreamMaker.InitMessage(level: 31));
        await assistant.SendAsync(StreamMaker.FragmentMessage(4, 360, key: true, afterGap: true));
        await assistant.HearAsync("ack");
        await assistant.LeaveAsync();

        var row = await EndAsync();
        row.State.ShouldBe(RecordingState.Whole);
        var playlist = await _server.Http.GetStringAsync($"/media/sessions/{MediaServer.Session}/hls/index.m3u8");
        using var single = await _server.Http.GetAsync(new Uri($"/media/sessions/{MediaServer.Session}/recording.mp4", UriKind.Relative));
        single.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        playlist.ShouldContain("init-1.mp4");
        playlist.ShouldContain("#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI=\"init-2.mp4\"");
    }

    [Theory]
    [InlineData("garbage", "media.malformed", 4400)]
    [InlineData("delta first", "media.malformed", 4400)]
    [InlineData("no init", "media.malformed", 4400)]
    [InlineData("sequence", "media.wrong-sequence", 4409)]
    [InlineData("time", "media.wrong-time", 4422)]
    [InlineData("large", "media.too-large", 4413)]
    [InlineData("text", "media.malformed", 4400)]
    public async Task Wrong_data_closes_with_its_code_and_stores_nothing(string what, string code, int close)
    {
        using var publisher = what == "no init" ? await _server.PublishAsync(Page) : await BeginAsync(Page);
        await (what switch
        {
            "garbage" => publisher.SendAsync([2, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3]),
            "delta first" => publisher.SendAsync(StreamMaker.FragmentMessage(1, 0, key: false)),
            "sequence" => publisher.SendAsync(StreamMaker.FragmentMessage(2, 0, key: true)),
            "time" => publisher.SendAsync(StreamMaker.FragmentMessage(1, 60_000, key: true)),
            "large" => publisher.SendAsync(new byte[(4 * 1024 * 1024) + 1]),
            "text" => publisher.SendTextAsync("{\"type\":\"hello\"}"),
            _ => publisher.SendAsync(StreamMaker.FragmentMessage(1, 0, key: true)),
        });
        (await publisher.HearAsync("refused")).GetProperty("code").GetString().ShouldBe(code);
        (await publisher.SeeTheEndAsync()).ShouldBe(close);
        using var answer = await _server.Http.GetAsync(new Uri($"/media/sessions/{MediaServer.Session}/recording.mp4", UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_stranger_is_told_why_and_a_foreign_page_is_not_let_in()
    {
        _server.MayNotPublish = CommonRefusals.Forbidden;
        using var stranger = await _server.PublishAsync(Page);
        (await stranger.HearAsync("refused")).GetProperty("code").GetString().ShouldBe("access.forbidden");
        (await stranger.SeeTheEndAsync()).ShouldBe(4403);
        await Should.ThrowAsync<WebSocketException>(() => _server.PublishAsync(Page, origin: "https://evil.example"));
        _server.MayNotWatch = LiveRoomRefusals.NotFound;
        using var viewer = await _server.PlayAsync();
        (await viewer.HearAsync("refused")).GetProperty("code").GetString().ShouldBe("live-rooms.not-found");
        using var file = await _server.Http.GetAsync(new Uri($"/media/sessions/{MediaServer.Session}/recording.mp4", UriKind.Relative));
        file.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task After_a_crash_the_recording_goes_on_behind_its_last_whole_fragment()
    {
        using (var publisher = await BeginAsync(Page))
        {
            await SendAsync(publisher, 1, 10);
            await publisher.HearAsync("ack");
        }

        await _server.DisposeAsync();
        var file = _data.EnumerateFiles("*.mp4", SearchOption.AllDirectories).Single().FullName;
        await File.AppendAllBytesAsync(file, StreamMaker.Fragment(11, 1200, key: false)[..700]);

        _server = await MediaServer.StartAsync(_data.FullName, _rows);
        using var again = await _server.PublishAsync(Page);
        (await again.HearAsync("welcome")).GetProperty("nextSequence").GetUInt32().ShouldBe(11u);
        await again.SendAsync(StreamMaker.InitMessage());
        await again.SendAsync(StreamMaker.FragmentMessage(11, 1200, key: true));
        await again.HearAsync("ack");
        await again.LeaveAsync();
        (await EndAsync()).State.ShouldBe(RecordingState.Whole);
        (await File.ReadAllBytesAsync(file))[^StreamMaker.Fragment(11, 1200, key: true).Length..].ShouldBe(StreamMaker.Fragment(11, 1200, key: true));
    }

    [Fact]
    public async Task The_recording_answers_byte_ranges_that_fit_together()
    {
        using (var publisher = await BeginAsync(Page))
        {
            await SendAsync(publisher, 1, 20);
            await publisher.HearAsync("ack");
            await publisher.LeaveAsync();
        }

        (await EndAsync()).Hash.ShouldNotBeNull();
        var address = new Uri($"/media/sessions/{MediaServer.Session}/recording.mp4", UriKind.Relative);
        var whole = await _server.Http.GetByteArrayAsync(address);
        var pieces = new List<byte>();
        while (pieces.Count < whole.Length)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Range = new RangeHeaderValue(pieces.Count, pieces.Count + 1776);
            using var answer = await _server.Http.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
            answer.Content.Headers.ContentRange!.Length.ShouldBe(whole.Length);
            pieces.AddRange(await answer.Content.ReadAsByteArrayAsync());
        }

        pieces.ShouldBe(whole);
        using var beyond = new HttpRequestMessage(HttpMethod.Get, address);
        beyond.Headers.Range = new RangeHeaderValue(whole.Length + 10, null);
        using var refused = await _server.Http.SendAsync(beyond);
        refused.StatusCode.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
    }

    [Fact]
    public async Task Signing_out_somewhere_else_cuts_the_open_lines_of_that_session_alone()
    {
        var (mine, others) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        using var publisher = await BeginAsync(Page);
        _server.User = SignedIn(others);
        using var other = await _server.PlayAsync();
        await other.HearAsync("stream");
        _server.User = SignedIn(mine);
        using var viewer = await _server.PlayAsync();
        await viewer.HearAsync("stream");

        _server.Sessions.SignOut(mine);

        await viewer.ShouldBeCutAsync();
        await SendAsync(publisher, 1, 1);
        (await other.SeeAsync()).Header.Kind.ShouldBe(StreamMessageKind.Init);
    }

    [Fact]
    public async Task The_end_of_the_session_ends_the_sockets()
    {
        using var publisher = await BeginAsync(Page);
        await SendAsync(publisher, 1, 3);
        using var viewer = await _server.PlayAsync();
        await viewer.HearAsync("stream");
        _server.HasEnded = true;
        (await publisher.HearAsync("refused")).GetProperty("code").GetString().ShouldBe("live-rooms.ended");
        while ((await viewer.HearAsync("state")).GetProperty("state").GetString() != "ended")
        {
        }

        (await viewer.SeeTheEndAsync()).ShouldBe(4410);
    }

    [Fact]
    public async Task The_upload_probe_counts_and_forgets_what_a_signed_in_person_sends()
    {
        using var stranger = await _server.Http.PostAsync(new Uri("/media/upload-probe", UriKind.Relative), new ByteArrayContent(new byte[1000]));
        stranger.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        _server.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(SessionClaims.UserId, Page.ToString())]));
        using var answer = await _server.Http.PostAsync(new Uri("/media/upload-probe", UriKind.Relative), new ByteArrayContent(new byte[300_000]));
        (await answer.Content.ReadAsStringAsync()).ShouldBe("""{"bytes":300000}""");
    }

    private async Task<MediaClient> BeginAsync(Guid page)
    {
        var publisher = await _server.PublishAsync(page);
        await publisher.HearAsync("welcome");
        await publisher.SendAsync(StreamMaker.InitMessage());
        return publisher;
    }

    private static async Task SendAsync(MediaClient publisher, uint from, uint to)
    {
        for (var sequence = from; sequence <= to; sequence++)
        {
            await publisher.SendAsync(StreamMaker.FragmentMessage(sequence, (sequence - 1) * 120L, (sequence - 1) % 8 == 0));
        }
    }

    /// <summary>Waits for the keeper to notice that the session is over and to close its recording.</summary>
    private async Task<Recording> EndAsync()
    {
        _server.HasEnded = true;
        for (var patience = 0; patience < 150; patience++)
        {
            if (await _rows.FindAsync(MediaServer.Session, CancellationToken.None) is { State: not RecordingState.Open } row)
            {
                return row;
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException("The recording was not closed.");
    }

    private static ClaimsPrincipal SignedIn(Guid sessionId) =>
        new(new ClaimsIdentity([new Claim(SessionClaims.SessionId, sessionId.ToString())], "test"));
}
