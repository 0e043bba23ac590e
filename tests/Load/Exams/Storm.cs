using System.Diagnostics;
using Pinchang.Support.Exams;

namespace Pinchang.Load.Exams;

/// <summary>Everybody at once, over as many connections as a crowd's proxies would hold open.</summary>
internal sealed class Storm : IDisposable
{
    private readonly HttpLine[] _lines;

    private Storm(HttpLine[] lines) => _lines = lines;

    public static async Task<Storm> ConnectAsync(int port, int lines)
    {
        var connected = new HttpLine[lines];
        for (var i = 0; i < lines; i++)
        {
            connected[i] = await HttpLine.ConnectAsync(port);
        }

        return new(connected);
    }

    /// <summary>Each member's requests in their order; everything must be answered with 200. Returns when the last was.</summary>
    /// <param name="isDue">When a member's first request leaves, counted from the beginning; at once when null.</param>
    public async Task<TimeSpan> RunAsync(
        CrowdMember[] crowd, Func<CrowdMember, int, byte[][]> requests, Func<int, TimeSpan>? isDue = null, Action<int, int, string>? answered = null)
    {
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(_lines.Select(async (line, l) =>
        {
            for (var i = l; i < crowd.Length; i += _lines.Length)
            {
                if (isDue?.Invoke(i) is { } due && due - Stopwatch.GetElapsedTime(start) is var wait && wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait);
                }

                foreach (var request in requests(crowd[i], i))
                {
                    var (status, body) = await line.SendAsync(request, wantsBody: answered is not null);
                    answered?.Invoke(i, status, body);
                    if (answered is null && status != 200)
                    {
                        throw new InvalidOperationException($"A request of the storm was answered with {status}.");
                    }
                }
            }
        }));
        return Stopwatch.GetElapsedTime(start);
    }

    public void Dispose()
    {
        foreach (var line in _lines)
        {
            line.Dispose();
        }
    }
}
