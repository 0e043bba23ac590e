using Npgsql;
using Pinchang.Contracts.Notifications;
using Pinchang.Data.Notify;
using Pinchang.Domain.Notify;

namespace Pinchang.Data.Tests.Notify;

public sealed class QuietOutboxTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 23, 16, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Morning = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(MessageChannel.Sms, false, false, true)]
    [InlineData(MessageChannel.Sms, true, false, false)]
    [InlineData(MessageChannel.Sms, false, true, false)]
    [InlineData(MessageChannel.Email, false, false, false)]
    [InlineData(MessageChannel.Inbox, false, false, false)]
    public void At_night_only_a_text_message_that_can_wait_waits(MessageChannel channel, bool secret, bool urgent, bool waits)
    {
        using var context = new PinchangContext(PinchangDataServices.Options(NpgsqlDataSource.Create("Host=nowhere")));
        var outbox = new Outbox(context, QuietHours.AtNight, new StoppedClock(Midnight));

        outbox.Enqueue(new(channel, null, "13800000000", "标题", "正文", Secret: secret, Urgent: urgent));

        context.Messages.Local.Single().LeaveAt.ShouldBe(waits ? Morning : Midnight);
    }

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
