using System.Net;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Pinchang.Api.Hosting;
using Pinchang.Api.Notify;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Notifications;
using Pinchang.Data;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Tests.Notify;

public sealed class OutboxTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly TimeSpan Later = TimeSpan.FromDays(1);

    [Fact]
    public async Task Two_processes_send_each_message_once()
    {
        var gateway = new Gateway();
        var ids = await EnqueueAsync(Enumerable.Range(0, 30).Select(n => Mail($"{n}@twice.example")));
        api.Clock.Advance(Later);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            var worker = Worker(gateway);
            while (await worker.SendDueAsync(codes: false, CancellationToken.None) > 0)
            {
            }
        }));

        gateway.Sent.Where(address => address.EndsWith("@twice.example", StringComparison.Ordinal)).Distinct().Count()
            .ShouldBe(gateway.Sent.Count(address => address.EndsWith("@twice.example", StringComparison.Ordinal)));
        (await ReadAsync(ids)).ShouldAllBe(message => message.SentAt != null && message.Attempts == 1);
    }

    [Fact]
    public async Task What_does_not_leave_waits_longer_each_time_and_is_given_up_in_the_end()
    {
        var gateway = new Gateway { IsDown = true };
        var ids = await EnqueueAsync([Mail("down@example.com")]);
        api.Clock.Advance(Later);
        var waits = new List<TimeSpan>();

        for (var attempt = 1; attempt <= Message.MaxAttempts; attempt++)
        {
            var before = api.Clock.GetUtcNow();
            await Worker(gateway).SendDueAsync(codes: false, CancellationToken.None);
            var message = (await ReadAsync(ids)).Single();
            message.Attempts.ShouldBe(attempt);
            waits.Add(message.LeaveAt - before);
            api.Clock.Advance(message.LeaveAt - api.Clock.GetUtcNow() + TimeSpan.FromMilliseconds(1));
        }

        waits.Zip(waits.Skip(1)).ShouldAllBe(pair => pair.Second > pair.First);
        (await ReadAsync(ids)).Single().ShouldSatisfyAllConditions(
            message => message.FailedAt.ShouldNotBeNull(),
            message => message.Failure.ShouldBe(nameof(InvalidOperationException)));
    }

    [Fact]
    [Clause("EX-6.3-notice", at: "Api/Notify/OutboxWorker.cs")]
    public async Task Each_try_is_kept_with_what_the_gateway_answered_and_what_was_given_up_can_be_sent_again()
    {
        var ids = await EnqueueAsync([Mail("proof@example.com") with { AgencyId = api.AgencyId }]);
        api.Clock.Advance(Later);
        await Worker(new Gateway { Refuses = "no-such-number" }).SendDueAsync(codes: false, CancellationToken.None);
        var staff = await api.StaffAsync(Roles.Operator);

        var shown = await FailedAsync();
        (shown.State, shown.Failure).ShouldBe((DeliveryState.Failed, "no-such-number"));
        shown.Tries.Select(one => (one.Gateway, one.Receipt, one.Failure)).ShouldBe([("test", null, "no-such-number")]);

        (await staff.Http.PostCommandAsync($"/api/operations/messages/{ids[0]}/resendings", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var sent = await SentAsync();
        sent.Tries.Select(one => one.Failure).ShouldBe(["no-such-number", null]);
        await (await staff.Http.PostCommandAsync($"/api/operations/messages/{ids[0]}/resendings", new { })).ShouldRefuseAsync(HttpStatusCode.Conflict, "messages.not-given-up");

        // By Api's own worker, in its own time.
        async Task<SentMessage> SentAsync()
        {
            for (var i = 0; ; i++)
            {
                var found = (await staff.Http.GetAsync<Page<SentMessage>>("/api/operations/messages?state=sent&q=proof@example.com")).Items;
                if (found.Length > 0 || i == 200)
                {
                    return found.Single();
                }

                await Task.Delay(50);
            }
        }

        async Task<SentMessage> FailedAsync() => (await staff.Http.GetAsync<Page<SentMessage>>("/api/operations/messages?state=failed&q=proof@example.com")).Items.Single();
    }

    [Fact]
    public async Task All_that_was_given_up_is_sent_again_at_once_except_codes_that_open_nothing_any_more()
    {
        var ids = await EnqueueAsync([Mail("a@again.example") with { AgencyId = api.AgencyId, Subject = "again" }, Mail("b@again.example") with { AgencyId = api.AgencyId, Subject = "again" }, Code with { Subject = "again" }]);
        var staff = await api.StaffAsync(Roles.Operator);
        await api.InScopeAsync(services => services.GetRequiredService<PinchangContext>().Database.ExecuteSqlAsync(
            $"UPDATE notify.messages SET failed_at = now(), sent_at = NULL, attempts = 8, failure = 'IOException', created_at = created_at - interval '1 hour' WHERE id = ANY ({ids})"));

        var resent = await staff.Http.PostCommandAsync("/api/operations/message-resendings", new ResendMessages(Q: "again"));

        (await resent.ReadAsync<ResentMessages>()).Count.ShouldBe(2);

        (await ReadAsync(ids)).Count(message => message.FailedAt is null).ShouldBe(2);
    }

    [Fact]
    public async Task A_message_that_is_taken_back_in_time_does_not_leave()
    {
        var gateway = new Gateway();
        var ids = await EnqueueAsync([Mail("undone@example.com")]);

        (await api.InScopeAsync(services => services.GetRequiredService<IOutbox>().CancelAsync(ids[0], CancellationToken.None))).ShouldBeTrue();
        api.Clock.Advance(Later);
        await Worker(gateway).SendDueAsync(codes: false, CancellationToken.None);

        gateway.Sent.ShouldNotContain("undone@example.com");
    }

    [Fact]
    public async Task A_code_is_not_kept_once_a_real_gateway_took_it()
    {
        var ids = await EnqueueAsync([Mail("secret@example.com") with { Secret = true, Text = "验证码 123456" }]);
        api.Clock.Advance(Later);

        await Worker(new Gateway(), keepsSecrets: false).SendDueAsync(codes: true, CancellationToken.None);

        (await ReadAsync(ids)).Single().Text.ShouldNotContain("123456");
    }

    [Fact]
    public async Task A_code_leaves_while_a_gateway_hangs_over_the_notices_of_a_crowd()
    {
        var (mail, phone) = (new Gateway { Hangs = true }, new Gateway { Channel = MessageChannel.Sms });
        var crowd = await EnqueueAsync(Enumerable.Range(0, 60).Select(n => Mail($"{n}@crowd.example")));
        using var worker = Worker(mail, phone);
        await worker.StartAsync(CancellationToken.None);
        await UntilAsync(() => mail.IsHanging);

        await EnqueueAsync([Code with { Recipient = "13912340000", LeaveAt = api.Clock.GetUtcNow() + Later }]);

        await UntilAsync(() => phone.Sent.Contains("13912340000"));
        mail.Sent.ShouldBeEmpty();
        await worker.StopAsync(CancellationToken.None);
        foreach (var id in crowd)
        {
            await api.InScopeAsync(services => services.GetRequiredService<IOutbox>().CancelAsync(id, CancellationToken.None));
        }
    }

    [Fact]
    [Clause("EX-4.3-push", at: "Api/Notify/OutboxWorker.cs")]
    public async Task What_can_wait_goes_in_one_letter_and_each_notice_keeps_its_proof()
    {
        var gateway = new Gateway();
        var worker = Worker(gateway);
        var noon = api.Clock.GetUtcNow() + Later;
        MessageToSend Patient(string subject, int minutes) => Mail("together@example.com") with { Subject = subject, CanWait = true, LeaveAt = noon.AddMinutes(minutes) };
        var ids = await EnqueueAsync(
            [Patient("报名已提交", 0), Patient("资格审核通过", 2), Patient("可以撤回", 10), Mail("together@example.com") with { Subject = "考试时间", LeaveAt = noon.AddMinutes(2) }]);
        var (first, second, held, alone) = (ids[0], ids[1], ids[2], ids[3]);
        api.Clock.Advance(Later + TimeSpan.FromMinutes(2));
        await SendAllAsync();
        (await ReadAsync([first, second, held])).ShouldAllBe(message => message.SentAt == null);
        (await ReadAsync([alone])).Single().SentAt.ShouldNotBeNull("what is no matter of patience leaves at once");

        api.Clock.Advance(TimeSpan.FromMinutes(1));
        await SendAllAsync();

        gateway.Sent.Count(address => address == "together@example.com").ShouldBe(2);
        gateway.Subjects.ShouldContain("2 条通知：报名已提交、资格审核通过");
        var sent = (await ReadAsync([first, second])).ToDictionary(message => message.Id);
        sent.Values.ShouldAllBe(message => message.SentAt != null);
        sent[first].SentWith.ShouldBeNull();
        sent[second].SentWith.ShouldBe(first);
        (await ReadAsync([held])).Single().SentAt.ShouldBeNull("it can still be taken back");
        (await api.InScopeAsync(services => services.GetRequiredService<PinchangContext>().Set<SendingAttempt>()
            .CountAsync(attempt => (attempt.MessageId == first || attempt.MessageId == second) && attempt.Failure == null))).ShouldBe(2);
        await api.InScopeAsync(services => services.GetRequiredService<IOutbox>().CancelAsync(held, CancellationToken.None));

        async Task SendAllAsync()
        {
            while (await worker.SendDueAsync(codes: false, CancellationToken.None) > 0)
            {
            }
        }
    }

    [Fact]
    public async Task The_inbox_is_its_owners_and_opening_is_remembered()
    {
        var (one, other) = (await api.CandidateAsync(), await api.CandidateAsync());
        var id = (await EnqueueAsync([MessageToSend.ToInbox(one.UserId, "岗位已更新", "您投递的岗位有新进展。", "/candidate")]))[0];
        await Worker(new Gateway()).SendDueAsync(codes: false, CancellationToken.None);

        (await other.Http.GetAsync<Page<InboxMessage>>("/api/inbox")).Items.ShouldBeEmpty();
        using var foreign = await other.Http.PostCommandAsync($"/api/inbox/{id}/opening", null);
        await foreign.ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        (await one.Http.GetAsync<Page<InboxMessage>>("/api/inbox")).Items.Single().Read.ShouldBeFalse();
        using var opened = await one.Http.PostCommandAsync($"/api/inbox/{id}/opening", null);
        opened.EnsureSuccessStatusCode();
        (await one.Http.GetAsync<Page<InboxMessage>>("/api/inbox")).Items.Single().Read.ShouldBeTrue();
    }

    [Fact]
    public async Task Operators_read_neither_whole_addresses_nor_codes()
    {
        var ids = await EnqueueAsync([Code, Mail("linxiao@example.com") with { AgencyId = api.AgencyId }]);
        var staff = await api.StaffAsync(Roles.Operator);

        var shown = (await staff.Http.GetAsync<Page<SentMessage>>("/api/operations/messages")).Items;

        var code = shown.Single(message => message.Id == ids[0]);
        (code.Recipient, code.Text).ShouldBe(("139****5678", "【聘场】登录验证码 ••••••，5 分钟内有效。"));
        shown.Single(message => message.Id == ids[1]).Recipient.ShouldBe("l***@example.com");
    }

    [Fact]
    public async Task In_a_demo_the_operators_read_the_code_to_whoever_tries_the_product()
    {
        var ids = await EnqueueAsync([Code]);
        var caller = new CurrentUser(new ClaimsPrincipal(new ClaimsIdentity([new(SessionClaims.Agency, api.AgencyId.ToString())])));

        var page = await api.InScopeAsync(services => ListMessages.HandleAsync(
            caller, services.GetRequiredService<PinchangContext>(), new(KeepsSecrets: true, ShowsSecrets: true), CancellationToken.None));

        var code = ((Microsoft.AspNetCore.Http.HttpResults.Ok<Page<SentMessage>>)page.Result).Value!.Items.Single(message => message.Id == ids[0]);
        (code.Recipient, code.Text).ShouldBe(("139****5678", Code.Text));
    }

    [Theory]
    [InlineData("1", null, true)]
    [InlineData("0", null, false)]
    [InlineData(null, null, false)]
    [InlineData("1", "cluster", false)]
    public void Only_one_machine_can_be_a_demo(string? demo, string? cluster, bool expected) =>
        Deployment.IsDemo(new ConfigurationBuilder().AddInMemoryCollection([new("PINCHANG_DEMO", demo), new("Orleans:ClusterId", cluster)]).Build())
            .ShouldBe(expected);

    private MessageToSend Code => new(
        MessageChannel.Sms, null, "13912345678", "登录验证码", "【聘场】登录验证码 482913，5 分钟内有效。", AgencyId: api.AgencyId, Secret: true);

    // Far enough in the future that Api's own worker does not meet them before the test does.
    private MessageToSend Mail(string address) =>
        new(MessageChannel.Email, null, address, "通知", "正文。", LeaveAt: api.Clock.GetUtcNow() + Later - TimeSpan.FromSeconds(1));

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var i = 0; i < 400 && !holds(); i++)
        {
            await Task.Delay(25);
        }

        holds().ShouldBeTrue();
    }

    private OutboxWorker Worker(Gateway gateway, bool keepsSecrets = true) => Worker([gateway, new InboxSender()], keepsSecrets, api.Clock);

    // Two days ahead of Api's own worker, to which nothing of this is due.
    private OutboxWorker Worker(Gateway mail, Gateway phone)
    {
        var clock = new ShiftableClock(api.Clock);
        clock.Advance(2 * Later);
        return Worker([mail, phone, new InboxSender()], keepsSecrets: true, clock);
    }

    private OutboxWorker Worker(IMessageSender[] senders, bool keepsSecrets, TimeProvider time) => new(
        api.Services.GetRequiredService<IServiceScopeFactory>(), senders, new OutboxSettings(keepsSecrets, ShowsSecrets: false), time, NullLogger<OutboxWorker>.Instance);

    private Task<Guid[]> EnqueueAsync(IEnumerable<MessageToSend> messages) => api.InScopeAsync(async services =>
    {
        var outbox = services.GetRequiredService<IOutbox>();
        Guid[] ids = [.. messages.Select(outbox.Enqueue)];
        await services.GetRequiredService<PinchangContext>().SaveChangesAsync();
        return ids;
    });

    private Task<List<Message>> ReadAsync(Guid[] ids) => api.InScopeAsync(services =>
        services.GetRequiredService<PinchangContext>().Messages.AsNoTracking().Where(message => ids.Contains(message.Id)).ToListAsync());

    private sealed class Gateway : IMessageSender
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> Sent { get; } = new();

        public System.Collections.Concurrent.ConcurrentQueue<string> Subjects { get; } = new();

        public bool IsDown { get; init; }

        /// <summary>Takes a message and never says what became of it.</summary>
        public bool Hangs { get; init; }

        public bool IsHanging { get; private set; }

        public MessageChannel Channel { get; init; } = MessageChannel.Email;

        string IMessageSender.Gateway => "test";

        /// <summary>What the gateway says instead of taking it, for good.</summary>
        public string? Refuses { get; init; }

        public async Task<string?> SendAsync(Message message, CancellationToken cancellation)
        {
            if (Hangs)
            {
                IsHanging = true;
                await Task.Delay(Timeout.Infinite, cancellation);
            }

            if (IsDown)
            {
                throw new InvalidOperationException("The gateway is down.");
            }

            if (Refuses is { } code)
            {
                throw new GatewayRefusedException(code, isFinal: true);
            }

            Sent.Enqueue(message.Recipient);
            Subjects.Enqueue(message.Subject);
            return $"receipt-{Sent.Count}";
        }
    }
}
