using Pinchang.Api.Hosting;
using Pinchang.Api.Notify.Sms;
using Pinchang.Contracts.Notifications;

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
        services.AddHostedService<OutboxWorker>();
        return services;
    }

    private static IMessageSender WithoutGateway(MessageChannel channel, bool isOneMachine, IConfiguration configuration) => isOneMachine
        ? new StandInSender(channel, Path.Combine(configuration["PINCHANG_DATA"] ?? Path.Combine(Path.GetTempPath(), "pinchang"), "messages"))
        : new MissingGateway(channel);
}
