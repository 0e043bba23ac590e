using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Pinchang.Data.Committing;

namespace Pinchang.Data.Tests.Committing;

public sealed class GroupCommitterTests
{
    private readonly List<int[]> _batches = [];
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task What_waits_is_written_together_and_in_order()
    {
        await using var committer = Committer(async rows =>
        {
            await _open.Task;
            _batches.Add([.. rows]);
        });
        var first = committer.CommitAsync([0]);
        var rest = Enumerable.Range(1, 500).Select(i => committer.CommitAsync([i])).ToArray();
        _open.SetResult();

        (await Task.WhenAll([first, .. rest])).ShouldAllBe(kept => kept);
        _batches.Count.ShouldBeLessThanOrEqualTo(3);
        _batches.SelectMany(batch => batch).ShouldBe(Enumerable.Range(0, 501));
    }

    [Fact]
    public async Task Nobody_is_answered_before_the_batch_is_through()
    {
        await using var committer = Committer(_ => _open.Task);
        var waiting = committer.CommitAsync([1]);
        waiting.IsCompleted.ShouldBeFalse();
        _open.SetResult();
        (await waiting).ShouldBeTrue();
    }

    [Fact]
    public async Task Beyond_the_backlog_it_refuses_and_says_so()
    {
        await using var committer = Committer(_ => _open.Task, new() { MostWaiting = 10 });
        var waiting = committer.CommitAsync([.. Enumerable.Range(0, 10)]);
        committer.IsFull.ShouldBeTrue();
        Should.Throw<BacklogFullException>(() => committer.CommitAsync([11]));
        _open.SetResult();
        (await waiting).ShouldBeTrue();
    }

    [Fact]
    public async Task A_restart_of_the_database_is_waited_out()
    {
        var tries = 0;
        await using var committer = Committer(_ => ++tries < 3 ? throw new PostgresException("going down", "FATAL", "FATAL", "57P01") : Task.CompletedTask);

        (await committer.CommitAsync([1])).ShouldBeTrue();
        tries.ShouldBe(3);
    }

    [Fact]
    public async Task One_row_that_cannot_be_written_does_not_take_the_others_with_it()
    {
        await using var committer = Committer(async rows =>
        {
            await _open.Task;
            if (rows.Contains(13))
            {
                throw new PostgresException("malformed", "ERROR", "ERROR", "22P02");
            }
        });
        var answers = Enumerable.Range(10, 6).Select(i => (i, Task: committer.CommitAsync([i]))).ToArray();
        _open.SetResult();

        foreach (var (i, task) in answers)
        {
            if (i == 13)
            {
                await Should.ThrowAsync<PostgresException>(task);
            }
            else
            {
                (await task).ShouldBeTrue();
            }
        }
    }

    private static GroupCommitter<int> Committer(Func<IReadOnlyList<int>, Task> write, GroupCommitterOptions? options = null) => new(
        "numbers",
        async (rows, _) =>
        {
            await write(rows);
            return new HashSet<int>();
        },
        options ?? new(),
        TimeProvider.System,
        NullLogger.Instance);
}
