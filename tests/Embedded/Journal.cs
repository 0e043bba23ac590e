using System.Collections.Concurrent;

namespace Pinchang.Embedded.Tests;

/// <summary>What the grains of a test did, in order, and the gates at which a test holds them.</summary>
internal sealed class Journal
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _marks = new();
    private readonly ConcurrentQueue<string> _lines = new();
    private volatile bool _allOpen;

    public string[] Lines => [.. _lines];

    public void Write(string line)
    {
        _lines.Enqueue(line);
        Mark(_marks, line).TrySetResult();
    }

    public int CountOf(string line) => _lines.Count(written => written == line);

    /// <summary>Completes when the line has been written once.</summary>
    public Task Written(string line) => Mark(_marks, line).Task.WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>A grain waits here until the test opens.</summary>
    public Task Gate(string name) => _allOpen ? Task.CompletedTask : Mark(_gates, name).Task;

    public void Open(string name) => Mark(_gates, name).TrySetResult();

    public void OpenAll()
    {
        _allOpen = true;
        foreach (var gate in _gates.Values)
        {
            gate.TrySetResult();
        }
    }

    private static TaskCompletionSource Mark(ConcurrentDictionary<string, TaskCompletionSource> among, string name) =>
        among.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
