using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Contracts.Accounts;
using Pinchang.Data;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Tests.Hosting;

public sealed class IdempotencyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_command_sent_a_thousand_times_is_done_once_and_answered_alike()
    {
        var candidate = await api.CandidateAsync();
        var id = await TellAsync(candidate.UserId);
        var key = Guid.NewGuid();

        var answers = new List<string>();
        for (var burst = 0; burst < 50; burst++)
        {
            var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => candidate.Http.PostCommandAsync($"/api/inbox/{id}/opening", null, key)));
            answers.AddRange(await Task.WhenAll(replies.Select(async reply => $"{(int)reply.StatusCode} {await reply.Content.ReadAsStringAsync()}")));
        }

        answers.Count.ShouldBe(1000);
        answers.Distinct().ShouldHaveSingleItem().ShouldStartWith("200 ");
        (await CommandsOf(candidate.UserId)).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_key_for_something_else_is_refused()
    {
        var candidate = await api.CandidateAsync();
        var (one, other) = (await TellAsync(candidate.UserId), await TellAsync(candidate.UserId));
        var key = Guid.NewGuid();
        (await candidate.Http.PostCommandAsync($"/api/inbox/{one}/opening", null, key)).EnsureSuccessStatusCode();

        using var elsewhere = await candidate.Http.PostCommandAsync($"/api/inbox/{other}/opening", null, key);
        using var otherBody = await candidate.Http.PostCommandAsync($"/api/inbox/{one}/opening", new { text = "else" }, key);

        await elsewhere.ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "common.idempotency-key-reused");
        await otherBody.ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "common.idempotency-key-reused");
    }

    [Fact]
    public async Task A_key_belongs_to_who_used_it()
    {
        var (one, other) = (await api.CandidateAsync(), await api.CandidateAsync());
        var id = await TellAsync(one.UserId);
        var key = Guid.NewGuid();
        (await one.Http.PostCommandAsync($"/api/inbox/{id}/opening", null, key)).EnsureSuccessStatusCode();

        using var stranger = await other.Http.PostCommandAsync($"/api/inbox/{id}/opening", null, key);

        await stranger.ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
    }

    [Fact]
    public async Task A_refusal_changes_nothing_and_may_be_tried_again_with_its_key()
    {
        var candidate = await api.CandidateAsync();
        var key = Guid.NewGuid();

        using var refused = await candidate.Http.PostCommandAsync("/api/account/second-factor/confirmations", new ConfirmSecondFactor("000000"), key);

        await refused.ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "accounts.second-factor-wrong");
        (await CommandsOf(candidate.UserId)).ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("once")]
    public async Task A_command_without_a_key_is_refused(string key)
    {
        var candidate = await api.CandidateAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/inbox/{Guid.NewGuid()}/opening");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);

        using var answer = await candidate.Http.SendAsync(request);

        await answer.ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.idempotency-key-missing");
    }

    private Task<Guid> TellAsync(Guid userId) => api.InScopeAsync(async services =>
    {
        var id = services.GetRequiredService<IOutbox>().Enqueue(MessageToSend.ToInbox(userId, "有新消息", "请查看。"));
        var data = services.GetRequiredService<PinchangContext>();
        data.Messages.Local.Single().Sent(api.Clock.GetUtcNow());
        await data.SaveChangesAsync();
        return id;
    });

    private Task<int> CommandsOf(Guid userId) => api.InScopeAsync(services =>
        services.GetRequiredService<PinchangContext>().Commands.CountAsync(command => command.UserId == userId));
}
