using Pinchang.Api.Hosting;
using Pinchang.Api.Notify.Sms;
using Pinchang.Contracts.Notifications;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Notify;

internal static class NotifyServices
{
    public static IServiceCollection AddNotify(this IServiceCollection services, IConfiguration configuration)
    {
        var isOneMachine = Deployment.IsOneMachine(configuration);
        services.AddSingleton<IMessageSender, InboxSender>();
        var sms = SmsSettings.Read(configuration);
        services.AddSingleton(services => sms?.Sender(new SocketsHttpHandler(), services.GetRequiredService<TimeProvider>())
            ?? WithoutGateway(MessageChannel.Sms, isOneMachine, configuration));
        services.AddSingleton(SmtpSettings.Read(configuration) is { } smtp
            ? new SmtpSender(smtp)
            : WithoutGateway(MessageChannel.Email, isOneMachine, configuration));
        services.AddSingleton(new OutboxSettings(KeepsSecrets: isOneMachine, ShowsSecrets: Deployment.IsDemo(configuration)));
        services.AddSingleton(QuietHoursOf(configuration["PINCHANG_QUIET_HOURS"], rings: sms is not null));
        services.AddHostedService<NoticeTextKeeper>();
        services.AddHostedService<OutboxWorker>();
        return services;
    }

    /// <summary>The stand-in rings no phone: whoever tries the product at night should see what it sends.</summary>
    private static QuietHours QuietHoursOf(string? setting, bool rings) => setting is { Length: > 0 }
        ? QuietHours.Parse(setting) ?? throw new InvalidOperationException($"PINCHANG_QUIET_HOURS is {setting}: write it as 22:00-08:00, or off.")
        : rings ? QuietHours.AtNight : QuietHours.None;

    private static IMessageSender WithoutGateway(MessageChannel channel, bool isOneMachine, IConfiguration configuration) => isOneMachine
        ? new StandInSender(channel, Path.Combine(configuration["PINCHANG_DATA"] ?? Path.Combine(Path.GetTempPath(), "pinchang"), "messages"))
        : new MissingGateway(channel);
}
