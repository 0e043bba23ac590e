using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Pinchang.Faults.Clients;
using Pinchang.Faults.History;
using Pinchang.Support.Products;

namespace Pinchang.Faults.Scenarios;

/// <summary>
/// A room on air with its load: a presenter who pushes jobs and publishes a picture, people who chat, viewers who keep what
/// they saw. Every answered command is written down here, to be held against the database afterwards.
/// </summary>
internal sealed class LiveUnderFault : IAsyncDisposable
{
    private readonly List<RoomViewer> _viewers = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _load = [];
    private string[] _jobs = [];
    private int _timed;

    private LiveUnderFault(IProduct product, PersonClient presenter, Guid roomId) => (Product, Presenter, RoomId) = (product, presenter, roomId);

    public IProduct Product { get; }

    public PersonClient Presenter { get; }

    public Guid RoomId { get; }

    public StreamPublisher? Publisher { get; private set; }

    public IReadOnlyList<RoomViewer> Viewers => _viewers;

    /// <summary>Commands that must survive and were answered: what was said, and the text by which it is found again.</summary>
    public ConcurrentQueue<AcknowledgedCommand> Acknowledged { get; } = new();

    /// <param name="presenter">Whoever is on air in another room already; somebody signs in otherwise.</param>
    /// <param name="door">Where the viewers connect, when not to Api itself.</param>
    public static async Task<LiveUnderFault> GoLiveAsync(
        IProduct product, int viewers, bool withPicture = false, PersonClient? presenter = null, Uri? door = null)
    {
        presenter ??= await PersonClient.StaffAsync(product, product.Account("招聘专员"));
        var rooms = await presenter.GetAsync("/api/employers/mine/live-rooms");
        var room = Items(rooms).First(summary => summary.GetProperty("state").GetString() == "scheduled");
        var live = new LiveUnderFault(product, presenter, room.GetProperty("id").GetGuid());
        var details = await presenter.GetAsync($"/api/live-rooms/{live.RoomId}");
        live._jobs = [.. details.GetProperty("jobs").EnumerateArray().Select(job => job.GetProperty("id").GetString()!)];
        await presenter.InsistAsync($"/api/live-rooms/{live.RoomId}/broadcasts", new { });
        var origin = product.Web.GetLeftPart(UriPartial.Authority);
        if (withPicture)
        {
            live.Publisher = new StreamPublisher(product.Api, origin, live.RoomId, presenter.Cookies);
            live.Publisher.Start();
        }

        for (var number = 0; number < viewers; number++)
        {
            var viewer = new RoomViewer(door ?? product.Api, origin, live.RoomId);
            live._viewers.Add(viewer);
            viewer.Start();
        }

        return live;
    }

    public async Task EverybodyJoinedAsync()
    {
        for (var attempt = 0; attempt < 300 && _viewers.Any(viewer => !viewer.IsJoined); attempt++)
        {
            await Task.Delay(100);
        }

        if (_viewers.Any(viewer => !viewer.IsJoined))
        {
            throw new TimeoutException("Not all viewers came in.");
        }
    }

    /// <summary>Pushes a job or pins a notice about each 300 ms, each insisted on until it is answered.</summary>
    public void StartCommands(int seed) => _load.Add(Task.Run(async () =>
    {
        var random = new Random(seed);
        for (var number = 0; !_stop.IsCancellationRequested; number++)
        {
            if (number % 3 == 2)
            {
                var text = $"公告 {seed}-{number}";
                await Presenter.InsistAsync($"/api/live-rooms/{RoomId}/notices", new { text });
                Acknowledged.Enqueue(new AcknowledgedCommand("notice", text));
            }
            else
            {
                var job = _jobs[random.Next(_jobs.Length)];
                var card = await Presenter.InsistAsync($"/api/live-rooms/{RoomId}/job-cards", new { jobId = job, mediaTime = (long?)null });
                Acknowledged.Enqueue(new AcknowledgedCommand("card", card.GetProperty("pushedAt").GetString()!));
            }

            await Task.Delay(random.Next(150, 450), CancellationToken.None);
        }
    }));

    /// <summary>The p99, over commands, of the time from sending one to the slowest viewer who sees it.</summary>
    public async Task<double> WorstDelayAsync(TimeSpan during)
    {
        var delays = new List<double>();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < during)
        {
            var target = _viewers.Max(viewer => viewer.Latest);
            var sent = Stopwatch.StartNew();
            await Presenter.InsistAsync($"/api/live-rooms/{RoomId}/notices", new { text = $"计时 {_timed++}" });
            while (_viewers.Any(viewer => viewer.Latest <= target) && sent.Elapsed < TimeSpan.FromSeconds(10))
            {
                await Task.Delay(5);
            }

            delays.Add(sent.Elapsed.TotalMilliseconds);
            await Task.Delay(50);
        }

        return delays.Order().ElementAt((int)(delays.Count * 0.99));
    }

    /// <summary>Lets those who load the room finish what they are at.</summary>
    public async Task QuietAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_load);
        if (Publisher is not null)
        {
            await Publisher.StopAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await QuietAsync();
        foreach (var viewer in _viewers)
        {
            await viewer.DisposeAsync();
        }

        if (Publisher is not null)
        {
            await Publisher.DisposeAsync();
        }

        Presenter.Dispose();
        _stop.Dispose();
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement page) =>
        page.ValueKind == JsonValueKind.Array ? page.EnumerateArray() : page.GetProperty("items").EnumerateArray();
}
