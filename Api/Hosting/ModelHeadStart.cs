using Pinchang.Data;

namespace Pinchang.Api.Hosting;

internal static class ModelHeadStart
{
    /// <summary>
    /// Begins to build the database's model, which is more than half of a start's work, so that the routes are mapped meanwhile. Whoever
    /// needs the model first waits for the rest of it, and meets whatever went wrong.
    /// </summary>
    public static void BeginModel(this IServiceProvider services) => _ = Task.Run(() =>
    {
        using var scope = services.CreateScope();
        _ = scope.ServiceProvider.GetRequiredService<PinchangContext>().Model;
    });
}
