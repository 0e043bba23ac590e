using Npgsql;
using Pinchang.Data.Exams.Papers;
using Pinchang.Data.Keys;
using Pinchang.Support.Exams;
using Pinchang.Support.Products;

namespace Pinchang.Faults.Exams;

/// <summary>An exam of its own on a running product, with everybody writing, while something is broken.</summary>
internal sealed class ExamUnderFault : IAsyncDisposable
{
    private readonly List<ExamTaker> _takers = [];

    private ExamUnderFault(IProduct product, NpgsqlDataSource owner, SeatedExam exam, SittingTimes times, int seed) =>
        (Product, Owner, Exam, Times, Random) = (product, owner, exam, times, new(seed));

    public IProduct Product { get; }

    public NpgsqlDataSource Owner { get; }

    public SeatedExam Exam { get; }

    public SittingTimes Times { get; }

    public Random Random { get; }

    public IReadOnlyList<ExamTaker> Takers => _takers;

    public static async Task<ExamUnderFault> SeatAsync(
        IProduct product, int count, int seed, SittingTimes times, bool started = true, TimeSpan clocksAreWrongBy = default)
    {
        // Without a pool: after a restart of the server its connections would be dead ones.
        var owner = NpgsqlDataSource.Create($"{product.Owner};Pooling=false");
        var keys = new ExamKeys(() => MasterKeyFile.ReadOrMake(product.Data, "exam.key"));
        var place = await SeatedExam.PlaceAsync(owner);
        var exam = await SeatedExam.MakeAsync(owner, keys, place, times, DateTimeOffset.UtcNow, singles: 10);
        var standing = started ? SampleStandings.StartedAt(times.StartsAt) : SampleStandings.Entered;
        var crowd = await ExamCrowd.SeatAsync(owner, exam, count, standing);
        var under = new ExamUnderFault(product, owner, exam, times, seed);
        under._takers.AddRange(crowd.Select((member, i) => new ExamTaker(
            product.Api, product.Web, member, exam.QuestionIds, (seed * 10_000) + i, i % 2 == 0 ? clocksAreWrongBy : -clocksAreWrongBy)));
        return under;
    }

    public async Task WriteUntilAsync(DateTimeOffset until)
    {
        using var over = new CancellationTokenSource(until - DateTimeOffset.UtcNow);
        await WriteAsync(reordering: false, over.Token);
    }

    /// <summary>Everybody writes until it is over, each change about every tenth of a second.</summary>
    public Task WriteAsync(bool reordering, CancellationToken over) => Task.WhenAll(_takers.Select(taker => Task.Run(async () =>
    {
        while (!over.IsCancellationRequested)
        {
            await taker.WriteAsync(reordering);
            await Task.Delay(taker.Pace(), CancellationToken.None);
        }
    }, CancellationToken.None)));

    public Task HandInAsync(TimeSpan within, int times = 1) => Task.WhenAll(_takers.Select(taker => Task.Run(() => taker.HandInAsync(within, times))));

    /// <summary>From a moment until half of those without a receipt were answered what they sent after it; null when they were not.</summary>
    public async Task<TimeSpan?> RecoveryAsync(DateTimeOffset since, TimeSpan atMost)
    {
        var until = DateTimeOffset.UtcNow + atMost;
        ExamTaker[] waiting = [.. _takers.Where(taker => taker.Receipt is null)];
        while (DateTimeOffset.UtcNow < until)
        {
            if (waiting.Count(taker => taker.AnsweredOfSentAt > since) >= (waiting.Length + 1) / 2)
            {
                return DateTimeOffset.UtcNow - since;
            }

            await Task.Delay(50);
        }

        return null;
    }

    /// <summary>Until the server has handed in for whoever has not; false when it did not.</summary>
    public async Task<bool> EverybodyEndedAsync(TimeSpan atMost)
    {
        var until = DateTimeOffset.UtcNow + atMost;
        while (DateTimeOffset.UtcNow < until)
        {
            await using var command = Owner.CreateCommand("SELECT count(*) FROM exams.sessions WHERE sitting_id = $1 AND end_kind IS NULL");
            command.Parameters.Add(new() { Value = Exam.SittingId });
            if ((long)(await command.ExecuteScalarAsync())! == 0)
            {
                return true;
            }

            await Task.Delay(500);
        }

        return false;
    }

    public async Task<SeedResult> ResultAsync(int seed)
    {
        var result = new SeedResult { Seed = seed, Acknowledged = _takers.Sum(taker => taker.Acknowledged.Count + (taker.Receipt is null ? 0 : 1)) };
        await ExamChecker.CheckAsync(Owner, Exam.SittingId, _takers, result);
        var refused = _takers.SelectMany(taker => taker.Refused).GroupBy(one => one.Key).Select(one => $"{one.Key} × {one.Sum(pair => pair.Value)}");
        result.Notes.Add($"{_takers.Count(taker => taker.Receipt is not null)} of {_takers.Count} have a receipt; refused: {string.Join(", ", refused)}");
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        _takers.ForEach(taker => taker.Dispose());
        await Owner.DisposeAsync();
    }
}
