using Pinchang.Api.Calls.Relay;
using Pinchang.Api.Tests.Media;
using Pinchang.Domain.Media;
using Pinchang.Support.Media;

namespace Pinchang.Api.Tests.Calls;

public sealed class RelayCallTests : IAsyncLifetime
{
    private static readonly Guid Recruiter = new("00000000-0000-7000-8000-0000000000b1");
    private static readonly Guid Candidate = new("00000000-0000-7000-8000-0000000000b2");
    private static readonly Guid Stranger = new("00000000-0000-7000-8000-0000000000b3");

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("pinchang-relay-");
    private MediaServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await MediaServer.StartAsync(_data.FullName, new MemoryRecordings());
        _server.Seats[Recruiter] = CallSide.Caller;
        _server.Seats[Candidate] = CallSide.Called;
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task Each_side_sees_the_other_and_not_itself()
    {
        using var recruiter = await SendAsync(Recruiter, level: 30);
        using var candidate = await SendAsync(Candidate, level: 31);
        using var seenByCandidate = await _server.RelayAsync(Candidate, "play");
        using var seenByRecruiter = await _server.RelayAsync(Recruiter, "play");

        (await seenByCandidate.HearAsync("stream")).GetProperty("codecs").GetString().ShouldBe("avc1.42C01E");
        (await seenByRecruiter.HearAsync("stream")).GetProperty("codecs").GetString().ShouldBe("avc1.42C01F");
        (await seenByCandidate.SeeAsync()).Header.Kind.ShouldBe(StreamMessageKind.Init);
        (await seenByCandidate.SeeAsync()).Header.ShouldBe(new StreamMessage(StreamMessageKind.Key, false, 1, 0));
        Directory.EnumerateFiles(_data.FullName, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_has_no_seat_in_the_call_neither_sends_nor_sees()
    {
        foreach (var (user, end) in new (Guid?, string)[] { (Stranger, "publish"), (Stranger, "play"), (null, "publish"), (null, "play") })
        {
            using var client = await _server.RelayAsync(user, end);
            (await client.HearAsync("refused")).GetProperty("code").GetString().ShouldBe("common.not-found");
            (await client.SeeTheEndAsync()).ShouldBe(4404);
        }
    }

    [Fact]
    public async Task A_side_that_comes_back_goes_on_where_its_picture_stood()
    {
        var watching = await _server.RelayAsync(Recruiter, "play");
        using (var candidate = await SendAsync(Candidate, level: 30))
        {
            (await watching.HearAsync("stream")).GetProperty("hasAudio").GetBoolean().ShouldBeFalse();
        }

        using var again = await _server.RelayAsync(Candidate, "publish");
        (await again.HearAsync("welcome")).GetProperty("nextSequence").GetUInt32().ShouldBe(2u);
        watching.Dispose();
    }

    [Fact]
    public async Task Both_connections_end_soon_after_the_call_did()
    {
        using var candidate = await SendAsync(Candidate, level: 30);
        using var watching = await _server.RelayAsync(Recruiter, "play");
        await watching.HearAsync("stream");
        _server.Seats.Clear();

        (await watching.SeeTheEndAsync()).ShouldBe(4410);
    }

    private async Task<MediaClient> SendAsync(Guid user, byte level)
    {
        var client = await _server.RelayAsync(user, "publish");
        await client.HearAsync("welcome");
        await client.SendAsync(StreamMaker.InitMessage(level: level));
        await client.SendAsync(StreamMaker.FragmentMessage(1, 0, key: true));
        (await client.HearAsync("ack")).GetProperty("sequence").GetUInt32().ShouldBe(1u);
        return client;
    }
}
