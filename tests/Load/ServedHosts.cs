using Pinchang.Load.Exams;
using Pinchang.Load.Hosts;
using Pinchang.Load.Peers;
using Pinchang.Load.Video;

namespace Pinchang.Load;

/// <summary>The servers that this program can be, each started as a process of its own: <c>--serve name --port n</c>.</summary>
internal static class ServedHosts
{
    private static readonly Dictionary<string, Func<LoadOptions, Task>> All = new()
    {
        ["room"] = RoomHost.RunAsync,
        ["bare"] = BareBroadcaster.RunAsync,
        ["bare-door"] = BareDoor.RunAsync,
        ["media"] = MediaHost.RunAsync,
        ["exam"] = ExamHost.RunAsync,
        ["cached-paper"] = CachedPaperHost.RunAsync,
    };

    public static async Task<int> RunAsync(string name, LoadOptions options)
    {
        if (!All.TryGetValue(name, out var run))
        {
            Console.Error.WriteLine($"There is no host '{name}'.");
            return 2;
        }

        await run(options);
        return 0;
    }
}
