using System.Globalization;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Tests.Exams.Sittings;

/// <summary>The outbox of an exam page: every change numbered, kept until the server says that it is durable, sent again until then.</summary>
internal sealed class SimulatedBrowser
{
    private SortedDictionary<long, AnswerItem> _kept = [];

    public int Epoch { get; set; }

    public long Last { get; private set; }

    /// <summary>What was not acknowledged under another epoch is numbered anew under this one.</summary>
    public void Enter(int epoch)
    {
        if (epoch == 0)
        {
            return;
        }

        (Epoch, Last) = (epoch, 0);
        var kept = _kept.Values;
        _kept = [];
        foreach (var item in kept)
        {
            Add(item);
        }
    }

    public void Change(string[] questions, SeededScheduler scheduler) => Add(new(
        0,
        questions[scheduler.Random.Next(questions.Length)],
        new(Text: scheduler.Random.Next().ToString(CultureInfo.InvariantCulture)),
        scheduler.Chance(0.1),
        // A clock that is wrong by hours.
        scheduler.Now.AddHours(scheduler.Random.Next(-9, 9))));

    public AnswerItem[] All() => [.. _kept.Values];

    /// <summary>All of it or a part, in any order.</summary>
    public AnswerItem[] Some(SeededScheduler scheduler) => [.. _kept.Values.Where(_ => scheduler.Chance(0.8)).OrderBy(_ => scheduler.Random.Next())];

    /// <summary>What the server says is durable; those that were not in the request are returned.</summary>
    public AnswerItem[] Forget(int epoch, AnswerItem[] items, long durable)
    {
        if (epoch != Epoch)
        {
            return [];
        }

        AnswerItem[] through = [.. _kept.Values.Where(item => item.Sequence <= durable)];
        foreach (var item in items.Concat(through))
        {
            _kept.Remove(item.Sequence);
        }

        return through;
    }

    private void Add(AnswerItem item)
    {
        Last++;
        _kept[Last] = item with { Sequence = Last };
    }
}
