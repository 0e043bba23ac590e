using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Ledger;
using Pinchang.Data;
using Pinchang.Data.Persons;
using Pinchang.Domain;
using Pinchang.Domain.Exams.Invigilation;
using Pinchang.Domain.Files;
using Pinchang.Domain.Ledger;
using Pinchang.Domain.Persons;

namespace Pinchang.Api.Persons;

/// <summary>Each night at three, by China's clock: what is past its term goes, and the ledger says how much of what.</summary>
internal sealed class RetentionWorker(
    IServiceScopeFactory scopes, RetentionSweep sweep, ExamRecordingSweep recordings, IFileStore files, IPieceStore pieces, ILedgerLog ledger, TimeProvider time, ILogger<RetentionWorker> logger) : BackgroundService
{
    private const int Hour = 3;

    public static DateTimeOffset NextAfter(DateTimeOffset now)
    {
        var today = ChinaTime.StartOf(ChinaTime.DateOf(now)).AddHours(Hour);
        return today > now ? today : today.AddDays(1);
    }

    /// <summary>Returns how much was removed, kind by kind.</summary>
    public async Task<IReadOnlyDictionary<DataKind, int>> SweepAsync(CancellationToken cancellation)
    {
        var (now, removed) = (time.GetUtcNow(), new Dictionary<DataKind, int>());
        foreach (var rule in RetentionRule.All.Where(rule => rule.IsSwept))
        {
            var count = rule.Kind == DataKind.ExamRecordings
                ? await RemoveRecordingsAsync(rule.DueBefore(now)!.Value, now, cancellation)
                : await RemoveAsync(rule, now, cancellation);

            removed[rule.Kind] = count;
            if (count > 0)
            {
                await sweep.NoteAsync(rule.Kind, count, now, CancellationToken.None);
                await TellAsync(rule, count, now);
            }
        }

        return removed;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var now = time.GetUtcNow();
            await Task.Delay(NextAfter(now) - now, time, stoppingToken);
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.LogWarning(exception, "Data past its term is removed tomorrow");
            }
        }
    }

    private async Task<int> RemoveAsync(RetentionRule rule, DateTimeOffset now, CancellationToken cancellation)
    {
        var (count, locations) = await sweep.RemoveAsync(rule.Kind, rule.DueBefore(now)!.Value, cancellation);
        foreach (var location in locations)
        {
            await files.DeleteAsync(location, CancellationToken.None);
        }

        return count;
    }

    private async Task<int> RemoveRecordingsAsync(DateTimeOffset before, DateTimeOffset now, CancellationToken cancellation)
    {
        var sum = 0;
        for (var due = await recordings.NextAsync(before, cancellation); due.Count > 0; due = await recordings.NextAsync(before, cancellation))
        {
            foreach (var (location, _) in due)
            {
                await pieces.RemoveAsync(location, CancellationToken.None);
            }

            await recordings.ForgetAsync(due, now, CancellationToken.None);
            sum += due.Count;
        }

        return sum;
    }

    private async Task TellAsync(RetentionRule rule, int count, DateTimeOffset now)
    {
        await using var scope = scopes.CreateAsyncScope();
        var agencies = await scope.ServiceProvider.GetRequiredService<PinchangContext>().Agencies.Select(agency => agency.Id).ToListAsync();
        await ledger.AppendAsync([.. agencies.Select(agencyId => LedgerLine.Of(
            new(LedgerKinds.DataExpired, agencyId, "agency", agencyId) { What = DataKindTexts.NameOf(rule.Kind), After = $"{count}", Reason = rule.Clause },
            LedgerActor.Platform, now))]);
    }
}
