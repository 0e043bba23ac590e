using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Pinchang.Api.Reviews.Samples;
using Pinchang.Api.Tests.Exams.Invigilation;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Api.Tests.LiveRooms;
using Pinchang.Contracts;
using Pinchang.Contracts.Ledger;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Reviews;
using Pinchang.Data.LiveRooms;
using Pinchang.Domain.Reviews.Samples;

namespace Pinchang.Api.Tests.Reviews;

public sealed class SamplingTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    private const string Samples = "/api/operations/review-samples";
    private const string Sampling = "/api/operations/sampling";

    [Fact]
    [Clause("LH-4.4.1d", at: "Api/Reviews/Samples/ReviewSamples.cs")]
    public async Task A_share_of_what_passed_by_itself_is_read_by_a_person_and_what_they_overturn_is_shown_no_more()
    {
        var (boss, inspector) = (await scene.Api.StaffAsync(Roles.Operator), await scene.Api.StaffAsync(Roles.Inspector));
        await ShareAsync(boss, SampledKind.Chat, 20);
        var (room, session, author) = await RoomWithLinesAsync(11);

        var drawn = await WaitingAsync(scene.Reviewer, SampledKind.Chat);
        drawn.Length.ShouldBe(3, "a fifth of eleven, rounded up");
        drawn.ShouldAllBe(sample => sample.Text.StartsWith('第') && sample.RoomId == room.Summary.Id && !sample.IsTied);

        (await WaitingAsync(scene.ForeignReviewer, null)).ShouldBeEmpty();
        await (await DecideAsync(scene.ForeignReviewer, drawn[0], new(false))).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        await (await DecideAsync(scene.Reviewer, drawn[0], new(true))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.required");
        await (await DecideAsync(scene.Reviewer, drawn[0], new(true, "引流"))).ReadAsync<Done>();
        await (await DecideAsync(scene.Reviewer, drawn[0], new(true, "引流"))).ReadAsync<Done>();
        await (await DecideAsync(scene.Reviewer, drawn[0], new(false))).ShouldRefuseAsync(HttpStatusCode.Conflict, "samples.settled");
        await (await DecideAsync(scene.Reviewer, drawn[1], new(false))).ReadAsync<Done>();
        (await WaitingAsync(scene.Reviewer, SampledKind.Chat)).Single().Id.ShouldBe(drawn[2].Id);

        var shown = await scene.Api.Services.GetRequiredService<SessionRecords>().ReadTimelineAsync(session, CancellationToken.None);
        shown.OfType<ChatPosted>().Select(line => line.Message.Text).ShouldNotContain(drawn[0].Text);
        (await scene.ReadAsync(data => data.Messages.CountAsync(message => message.UserId == author.UserId && message.Text.Contains("引流")))).ShouldBe(1);
        (await scene.ReadAsync(data => data.LedgerLines.CountAsync(line => line.Kind == LedgerKinds.SampleDecided && line.Reason == "引流"))).ShouldBe(1);
        var standing = await inspector.Http.GetAsync<SamplingStanding>(Sampling);
        var chat = standing.Kinds.Single(kind => kind.Kind == SampledKind.Chat);
        (chat.Percent, chat.Drawn, chat.Confirmed, chat.Overturned, chat.Waiting).ShouldBe((20, 3, 1, 1, 1));

        var draw = standing.Draws.Single();
        (draw.Passed, draw.Drawn, draw.Percent).ShouldBe((11, 3, 20));
        var sheet = await inspector.Http.GetStringAsync(new Uri($"{Sampling}/draws/{draw.Id}.csv", UriKind.Relative));
        var lines = sheet.Split("\r\n").SkipWhile(line => !line.StartsWith("编号", StringComparison.Ordinal)).Skip(1).Where(line => line.Length > 0).Select(line => line.Split(',')).ToArray();
        lines.Length.ShouldBe(11);
        lines.ShouldAllBe(line => line[1] == SampleDraw.DigestOf(Convert.FromHexString(draw.Seed), Guid.Parse(line[0])) && line[2] == line[3]);
    }

    [Fact]
    public async Task The_share_is_the_agencys_own_and_only_an_operator_sets_it()
    {
        var boss = await scene.Api.StaffAsync(Roles.Operator);
        await ShareAsync(boss, SampledKind.Question, 7);

        await (await boss.Http.PostCommandAsync($"{Sampling}/shares", new SetSamplingShare(SampledKind.Question, 7, "再来"))).ShouldRefuseAsync(HttpStatusCode.Conflict, "samples.share-same");
        await (await boss.Http.PostCommandAsync($"{Sampling}/shares", new SetSamplingShare(SampledKind.Question, 0, "不查"))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "samples.share-malformed");
        await (await scene.Reviewer.Http.PostCommandAsync($"{Sampling}/shares", new SetSamplingShare(SampledKind.Question, 1, "少看"))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
        (await scene.ForeignReviewer.Http.GetAsync<SamplingStanding>(Sampling)).Kinds.ShouldAllBe(kind => kind.Percent == SampleDraw.UsualPercent && kind.SetAt == null);
        (await scene.ReadAsync(data => data.LedgerLines.CountAsync(line => line.Kind == LedgerKinds.SamplingShareSet && line.After == "7 %"))).ShouldBe(1);
    }

    /// <summary>Drawn from once the day is over.</summary>
    private async Task<(LiveRoomDetails Room, Guid Session, SignedInClient Author)> RoomWithLinesAsync(int count)
    {
        var (author, room) = (await scene.Api.CandidateAsync(), await scene.RoomOnAirAsync());
        var grain = scene.Api.Services.GetRequiredService<IGrainFactory>().GetGrain<ILiveRoomGrain>(room.Summary.Id);
        for (var line = 1; line <= count; line++)
        {
            (await grain.SendChat(new(new(author.UserId, author.Name, Staff: true), Guid.CreateVersion7(), $"第 {line} 句"))).IsAccepted.ShouldBeTrue();
        }

        var session = await scene.ReadAsync(data => data.LiveSessions.Where(one => one.RoomId == room.Summary.Id).Select(one => one.Id).SingleAsync());
        await WatchScene.UntilAsync(async () => (await scene.Api.Services.GetRequiredService<SessionRecords>().CountTalkAsync(session, CancellationToken.None)).Chat == count, "the lines are kept");
        await scene.Api.Services.GetRequiredService<SampleWorker>().DrawAsync(scene.Api.Clock.GetUtcNow().AddDays(1), CancellationToken.None);
        return (room, session, author);
    }

    private static async Task ShareAsync(SignedInClient boss, SampledKind kind, int percent) =>
        await (await boss.Http.PostCommandAsync($"{Sampling}/shares", new SetSamplingShare(kind, percent, "旺季"))).ReadAsync<Done>();

    private static async Task<ReviewSampleSummary[]> WaitingAsync(SignedInClient reviewer, SampledKind? kind) =>
        (await reviewer.Http.GetAsync<Page<ReviewSampleSummary>>(kind is null ? Samples : $"{Samples}?kind={kind}")).Items;

    private static Task<HttpResponseMessage> DecideAsync(SignedInClient reviewer, ReviewSampleSummary sample, DecideSample decision) =>
        reviewer.Http.PostCommandAsync($"{Samples}/{sample.Id}/decisions", decision);
}
