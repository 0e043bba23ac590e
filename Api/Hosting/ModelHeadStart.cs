using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pinchang.Data;

namespace Pinchang.Api.Hosting;

/// <summary>
/// Builds the database's model, which is more than half of a start's work, while the routes are mapped and the first lines are taken:
/// rooms, booths and papers do not need it. Whoever needs it first waits for the rest of it; until then the process is not ready.
/// </summary>
internal sealed class ModelHeadStart(IServiceScopeFactory scopes) : IHealthCheck
{
    private Task _model = Task.CompletedTask;

    public void Begin() => _model = Task.Run(() =>
    {
        using var scope = scopes.CreateScope();
        _ = scope.ServiceProvider.GetRequiredService<PinchangContext>().Model;
    });

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(_model switch
    {
        { IsCompletedSuccessfully: true } => HealthCheckResult.Healthy(),
        { IsFaulted: true } => HealthCheckResult.Unhealthy("The database's model could not be built.", _model.Exception),
        _ => HealthCheckResult.Unhealthy("The database's model is being built."),
    });
}
