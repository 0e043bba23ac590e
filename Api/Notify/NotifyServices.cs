using Pinchang.Contracts.Notifications;

namespace Pinchang.Api.Notify;

internal static class NotifyServices
{
    public static IServiceCollection AddNotify(this IServiceCollection services, IConfiguration configuration)
    {
        var folder = Path.Combine(configuration["PINCHANG_DATA"] ?? Path.Combine(Path.GetTempPath(), "pinchang"), "messages");
        services.AddSingleton<IMessageSender, InboxSender>();
        services.AddSingleton<IMessageSender>(new StandInSender(MessageChannel.Sms, folder));
        services.AddSingleton<IMessageSender>(SmtpSettings.Read(configuration) is { } smtp
            ? new SmtpSender(smtp)
            : new StandInSender(MessageChannel.Email, folder));
        services.AddSingleton(new OutboxSettings(KeepsSecrets: true));
        services.AddHostedService<OutboxWorker>();
        return services;
    }
}
