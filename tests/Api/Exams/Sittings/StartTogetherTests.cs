using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Api.Exams.Sittings;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Support.Exams;

namespace Pinchang.Api.Tests.Exams.Sittings;

/// <summary>A sitting whose time comes while people wait in it.</summary>
public sealed class StartTogetherTests(SittingScene scene) : IClassFixture<SittingScene>
{
    [Fact]
    [Clause("EX-6.3-time", at: "ExamGrains/ExamSessionGrain.Keeping.cs")]
    public async Task Whoever_waits_is_given_the_key_at_the_sittings_time_without_asking()
    {
        var times = new SittingTimes(scene.Now.AddMinutes(-10), scene.Now.AddSeconds(4), scene.Now.AddHours(1));
        var exam = await scene.SittingAsync(times);
        var (waiting, unready) = (await scene.SeatAsync(exam), await scene.SeatAsync(exam));
        await using var page = await WaitAsync(waiting);
        await using var other = await WaitAsync(unready, readsRules: false);

        var opened = (await page.EventAsync("PaperOpened"))[0];

        var asked = await (await waiting.PostAsync("starts", new StartExamRequest(1))).ReadAsync<ExamStart>();
        opened.GetProperty("paperKey").GetString().ShouldBe(asked.PaperKey);
        opened.GetProperty("sittingId").GetGuid().ShouldBe(exam.SittingId);
        asked.StartedAt.ShouldBeInRange(times.StartsAt, times.StartsAt.AddSeconds(5));
        (await unready.ViewAsync()).State.ShouldBe(ExamSessionState.Entered);
        await (await unready.PostAsync("starts", new StartExamRequest(1))).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam.rules-unread");
    }

    [Fact]
    [Clause("EX-7.5", at: "Api/Exams/Sittings/StartedWorker.cs")]
    public async Task A_start_becomes_a_fact_with_its_line_in_the_ledger_once()
    {
        var taker = await scene.StartedAsync();
        var worker = scene.Api.Services.GetRequiredService<StartedWorker>();

        await worker.KeepAsync(scene.Now.AddMinutes(1), CancellationToken.None);
        await worker.KeepAsync(scene.Now.AddMinutes(1), CancellationToken.None);

        (await scene.ReadAsync<string>("SELECT state FROM exams.sessions WHERE id = $1", taker.SessionId)).ShouldBe("Started");
        (await scene.ReadAsync<long>("SELECT count(*) FROM exams.session_facts WHERE session_id = $1 AND kind = 'Started'", taker.SessionId)).ShouldBe(1);
        (await scene.ReadAsync<long>("SELECT count(*) FROM exams.session_starts WHERE session_id = $1", taker.SessionId)).ShouldBe(0);
        (await scene.ReadAsync<long>(
            "SELECT count(*) FROM compliance.ledger_lines WHERE subject_id = $1 AND kind = 'exam.session-started'", taker.SessionId)).ShouldBe(1);
        (await taker.ViewAsync()).State.ShouldBe(ExamSessionState.Started);
    }

    private async Task<HubPage> WaitAsync(Taker taker, bool readsRules = true)
    {
        await taker.EnterAsync();
        if (readsRules)
        {
            (await taker.PostAsync("rules-acknowledgements", new AcknowledgeRulesRequest(true))).EnsureSuccessStatusCode();
        }

        var page = await HubPage.OpenAsync(scene.Api, "/hubs/exam", taker.Candidate.Cookie());
        await page.CallAsync("Enter", taker.SessionId);
        (await taker.PostAsync("heartbeats", new Heartbeat(1, 0))).EnsureSuccessStatusCode();
        return page;
    }
}
