namespace Pinchang.Api.Hosting;

/// <summary>When the request came in, by the product's clock. Windows are judged by it, however long a command waited.</summary>
internal sealed record ReceivedAt(DateTimeOffset Value)
{
    public static DateTimeOffset Of(HttpContext http) =>
        http.Features.Get<ReceivedAt>()?.Value ?? throw new InvalidOperationException("The first middleware stamps every request.");
}

internal static class ReceivedAtMiddleware
{
    public static WebApplication UseReceivedAt(this WebApplication app)
    {
        var time = app.Services.GetRequiredService<TimeProvider>();
        app.Use((http, next) =>
        {
            http.Features.Set(new ReceivedAt(time.GetUtcNow()));
            return next(http);
        });
        return app;
    }
}
