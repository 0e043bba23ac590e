using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Domain.Tests.Exams.Sittings;

/// <summary>
/// One candidate's exam from the entry to the receipt on a network that loses, repeats and reorders, on servers that die at any await;
/// with two browsers, extensions, and a worker that hands in for the absent.
/// </summary>
internal sealed class SimulatedExam
{
    private static readonly string[] Questions = ["q1", "q2", "q3", "q4", "q5"];
    private static readonly ExamActor Officer = new(Guid.Parse("00000000-0000-7000-8000-0000000000ff"), "监考");

    private readonly SeededScheduler _scheduler;
    private readonly double _crashes;
    private readonly List<Task> _onTheWay = [];
    private SimulatedProcess _process;
    private Task<SessionKeeper>? _keeper;
    private bool _isOver;

    public SimulatedExam(int seed, double crashes = 0.01)
    {
        _scheduler = new(seed);
        _crashes = crashes;
        var start = _scheduler.Now.AddSeconds(5);
        Rows = new(
            new()
            {
                SessionId = Guid.Parse("00000000-0000-7000-8000-000000000001"),
                SittingId = Guid.Parse("00000000-0000-7000-8000-000000000002"),
                ProjectId = Guid.Parse("00000000-0000-7000-8000-000000000003"),
                PaperId = Guid.Parse("00000000-0000-7000-8000-000000000004"),
                CandidateId = Guid.Parse("00000000-0000-7000-8000-000000000005"),
                Title = "上午场",
                CandidateName = "林晓雨",
                TicketNumber = "1",
                Settings = new() { IdentityCheck = false, DeviceCheck = false },
                Draw = new() { Sections = [new("s", Questions)], OptionOrder = new Dictionary<string, string[]>() },
                Questions = Questions.ToHashSet(),
            },
            new(_scheduler.Now, start, start.AddSeconds(60), start.AddSeconds(60), start, GraceSeconds: 10, ExtraSeconds: 0));
        _process = new(Rows, _scheduler, crashes);
    }

    public SimulatedRows Rows { get; }

    /// <summary>What browsers were told is durable.</summary>
    public List<(int Epoch, AnswerItem Item)> Acknowledged { get; } = [];

    /// <summary>Each receipt as it was given, with what had been acknowledged when its hand-in was sent.</summary>
    public List<(ExamReceipt Receipt, (int Epoch, AnswerItem Item)[] Before)> Receipts { get; } = [];

    public int Crashes { get; private set; }

    public void Run() => _scheduler.Run(async () =>
    {
        var browsers = new[] { BrowseAsync("one"), BrowseAsync("two") };
        var office = Task.WhenAll(GrantAsync(), CloseAsync());
        await Task.WhenAll(browsers);
        await Task.WhenAll(_onTheWay);
        _isOver = true;
        await office;
    });

    /// <summary>As Api does it: stamped on arrival, then to whoever holds the session now, which may die on the way.</summary>
    private async Task<Outcome<T>?> CallAsync<T>(Func<SessionKeeper, DateTimeOffset, Task<Outcome<T>>> call)
        where T : class
    {
        await _scheduler.SleepAsync(TimeSpan.FromMilliseconds(_scheduler.Random.Next(800)));
        var receivedAt = _scheduler.Now;
        if (_process.IsGone)
        {
            Crashes++;
            (_process, _keeper) = (new(Rows, _scheduler, _crashes), null);
        }

        var process = _process;
        if (_keeper is not null && _keeper.IsCompleted && (await _keeper).IsLost)
        {
            _keeper = null;
        }

        var answered = AnswerAsync(process, _keeper ??= WakeAsync(process), call, receivedAt);
        var first = await Task.WhenAny(answered, _scheduler.SleepAsync(TimeSpan.FromSeconds(3)));
        return first == answered && !_scheduler.Chance(0.05) ? await answered : null;
    }

    private static async Task<Outcome<T>> AnswerAsync<T>(
        SimulatedProcess process, Task<SessionKeeper> waking, Func<SessionKeeper, DateTimeOffset, Task<Outcome<T>>> call, DateTimeOffset receivedAt)
        where T : class
    {
        var keeper = await waking;
        await process.PointAsync();
        var outcome = await call(keeper, receivedAt);
        await process.PointAsync();
        return outcome;
    }

    private static async Task<SessionKeeper> WakeAsync(SimulatedProcess process) =>
        new((await process.WakeAsync(Guid.Empty, default))!, process, process, process);

    private async Task BrowseAsync(string device)
    {
        if (device == "two")
        {
            await _scheduler.SleepAsync(TimeSpan.FromSeconds(_scheduler.Random.Next(5, 120)));
        }

        var browser = new SimulatedBrowser();
        for (var tries = 0; tries < 200 && Receipts.Count == 0 && !Rows.Standing.IsEnded; tries++)
        {
            if (browser.Epoch == 0 && await EnterAsync(browser, device) && await StartAsync(browser) is false)
            {
                browser.Epoch = 0;
            }

            if (browser.Epoch == 0)
            {
                await _scheduler.SleepAsync(TimeSpan.FromSeconds(2));
                continue;
            }

            browser.Change(Questions, _scheduler);
            if (_scheduler.Chance(0.6))
            {
                // Not awaited: several may be on their way and overtake each other.
                _onTheWay.Add(SaveAsync(browser));
            }

            if (_scheduler.Chance(0.03))
            {
                await HandInAsync(browser);
            }

            await _scheduler.SleepAsync(TimeSpan.FromMilliseconds(_scheduler.Random.Next(1500)));
        }

        // Whatever the browser still holds is sent, however late.
        for (var i = 0; i < 3; i++)
        {
            await SaveAsync(browser);
        }
    }

    private async Task<bool> EnterAsync(SimulatedBrowser browser, string device)
    {
        var entered = await CallAsync(async (keeper, at) =>
        {
            var outcome = await keeper.DecideAsync(state => EntryRules.Enter(state, new(Rows.Plan.CandidateId, device, device, at)));
            return outcome.IsAccepted ? keeper.State.View(at) : (Outcome<ExamSessionView>)outcome.Refusal;
        });
        if (entered?.Refusal?.Code == SessionRefusals.AnotherDevice.Code)
        {
            await CallAsync((keeper, at) => keeper.DecideAsync(state => EntryRules.Admit(state, new(Officer, device, true, null, at))));
        }

        browser.Enter(entered?.Value?.Epoch ?? 0);
        return browser.Epoch > 0;
    }

    private async Task<bool> StartAsync(SimulatedBrowser browser)
    {
        await CallAsync((keeper, at) => keeper.DecideAsync(state => EntryRules.ReadRules(state, new(Rows.Plan.CandidateId, at))));
        return await CallAsync((keeper, at) => keeper.DecideAsync(state => EntryRules.Start(state, new(Rows.Plan.CandidateId, browser.Epoch, at))))
            is { IsAccepted: true };
    }

    private async Task SaveAsync(SimulatedBrowser browser)
    {
        var (epoch, items) = (browser.Epoch, browser.Some(_scheduler));
        if (items.Length == 0)
        {
            return;
        }

        for (var copies = _scheduler.Chance(0.1) ? 2 : 1; copies > 0; copies--)
        {
            var outcome = await CallAsync((keeper, at) => keeper.SaveAsync(new(Rows.Plan.CandidateId, epoch, items, at), () => _scheduler.Now));
            if (outcome?.Value is { } ack)
            {
                Acknowledged.AddRange(items.Select(item => (epoch, item)));
                Acknowledged.AddRange(browser.Forget(epoch, items, ack.DurableSequence).Select(item => (epoch, item)));
            }
            else if (outcome?.Refusal?.Code == SessionRefusals.Overtaken.Code && browser.Epoch == epoch)
            {
                browser.Epoch = 0;
            }
        }
    }

    private async Task HandInAsync(SimulatedBrowser browser)
    {
        var (epoch, items, last) = (browser.Epoch, browser.All(), browser.Last);
        var before = Acknowledged.ToArray();
        for (var tries = 0; tries < 30; tries++)
        {
            var outcome = await CallAsync((keeper, at) => keeper.HandInAsync(new(Rows.Plan.CandidateId, epoch, last, items, at)));
            if (outcome?.Value is { } receipt)
            {
                Receipts.Add((receipt, before));
            }

            if (outcome is not null && outcome.Refusal?.Code != CommonRefusals.Unavailable.Code)
            {
                return;
            }
        }
    }

    private async Task GrantAsync()
    {
        await _scheduler.SleepAsync(TimeSpan.FromSeconds(_scheduler.Random.Next(80)));
        if (_scheduler.Chance(0.3) && _scheduler.Now < ExamPhase.DeadlineOf(Rows.Schedule, 0))
        {
            Rows.Schedule = Rows.Schedule with { ExtraSeconds = 60 };
        }

        if (_scheduler.Chance(0.3))
        {
            var command = new ExtendSession(Guid.Parse("00000000-0000-7000-8000-00000000000e"), Officer, 1, "断网", default);
            for (var tries = 0; tries < 3; tries++)
            {
                await CallAsync((keeper, at) => keeper.DecideAsync(state => HandInRules.Extend(state, command with { ReceivedAt = at })));
            }
        }
    }

    private async Task CloseAsync()
    {
        while (!_isOver || !Rows.Standing.IsEnded)
        {
            await _scheduler.SleepAsync(TimeSpan.FromSeconds(2));
            if (!Rows.Standing.IsEnded && _scheduler.Now >= ExamPhase.CloseOf(Rows.Schedule, Rows.Standing.ExtraSeconds))
            {
                await CallAsync(async (keeper, _) =>
                {
                    await keeper.CloseAsync(_scheduler.Now);
                    return (Outcome<Done>)Done.Instance;
                });
            }
        }
    }
}
