using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Support.Exams;

namespace Pinchang.Api.Tests.Exams.Sittings;

/// <summary>Round trips to the database: what a crowd multiplies by ten thousand.</summary>
public sealed class QueryCountTests(SittingScene scene) : IClassFixture<SittingScene>
{
    [Fact]
    public async Task A_start_is_one_write_and_a_save_is_one_append()
    {
        var warm = await scene.StartedAsync();
        var taker = await scene.SeatAsync(warm.Exam);
        await taker.EnterAsync();
        await taker.PostAsync("rules-acknowledgements", new AcknowledgeRulesRequest(true));

        (await CountAsync(() => taker.PostAsync("starts", new StartExamRequest(taker.Epoch)))).ShouldBe(1);
        (await CountAsync(() => taker.SaveAsync(taker.Text(1, "甲")))).ShouldBe(1);
        (await CountAsync(() => taker.SaveAsync([.. Enumerable.Range(2, 50).Select(n => taker.Text(n, "乙"))]))).ShouldBe(1);
        (await CountAsync(() => taker.PostAsync("heartbeats", new Heartbeat(taker.Epoch, 0)))).ShouldBe(0);
        (await CountAsync(() => taker.HandInAsync(51))).ShouldBe(1);
    }

    [Fact]
    public async Task A_start_on_a_server_that_has_just_come_up_is_one_read_and_one_write()
    {
        // As a restarted server finds it: the candidate was in, and nothing is awake.
        var taker = await scene.SeatAsync(
            (await scene.StartedAsync()).Exam,
            SampleStandings.Entered);

        (await CountAsync(() => taker.PostAsync("starts", new StartExamRequest(1)))).ShouldBe(2);
    }

    [Fact]
    public async Task Sixty_sessions_that_wake_at_once_share_their_round_trips()
    {
        var exam = (await scene.StartedAsync()).Exam;
        var takers = new List<Taker>();
        for (var i = 0; i < 60; i++)
        {
            takers.Add(await scene.SeatAsync(exam, SampleStandings.StartedAt(scene.Now)));
        }

        (await CountAsync(() => Task.WhenAll(takers.Select(taker => taker.ViewAsync())))).ShouldBeLessThan(30);
    }

    /// <summary>Those that touch exams; who is signed in is asked by another cache's rules.</summary>
    private async Task<int> CountAsync<T>(Func<Task<T>> act)
    {
        var commands = await RoundTrips.OfAsync(scene.Api, SucceedAsync, text => text.Contains("exams.", StringComparison.Ordinal)
            && !text.Contains("claimed_until", StringComparison.Ordinal) && !text.Contains("INTO exams.session_sightings", StringComparison.Ordinal)
            && !text.StartsWith("SELECT id, opens_at", StringComparison.Ordinal));
        return commands.Length;

        async Task<T> SucceedAsync()
        {
            var result = await act();
            if (result is HttpResponseMessage response)
            {
                response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
            }

            return result;
        }
    }
}
