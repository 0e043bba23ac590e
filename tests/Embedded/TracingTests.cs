using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Pinchang.Embedded.Tests;

public sealed class TracingTests
{
    private static readonly Guid Some = Guid.Parse("01890000-0000-7000-8000-000000000003");
    private static readonly Guid Other = Guid.Parse("01890000-0000-7000-8000-000000000004");

    [Fact]
    public async Task A_trace_goes_on_through_the_grains_it_passes()
    {
        await using var silo = await TestSilo.StartAsync();
        using var source = new ActivitySource(nameof(TracingTests));
        var ended = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (ended)
                {
                    ended.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);

        using (var root = source.StartActivity("root"))
        {
            await silo.Grains.GetGrain<IEchoGrain>(Some).SayThroughAnother(Other, "hello");
            await Should.ThrowAsync<KeyNotFoundException>(() => silo.Grains.GetGrain<IEchoGrain>(Some).FailLater("why"));
            Activity.Current.ShouldBe(root);
            await silo.StopAsync();
            Activity[] own;
            lock (ended)
            {
                own = [.. ended.Where(activity => activity.TraceId == root!.TraceId)];
            }

            var names = own.Select(activity => $"{activity.Kind} {activity.DisplayName}").ToList();
            names.ShouldBe(
                [
                    "Client IEchoGrain/SayThroughAnother", "Server IEchoGrain/SayThroughAnother",
                    "Client IEchoGrain/Say", "Server IEchoGrain/Say",
                    "Client IEchoGrain/FailLater", "Server IEchoGrain/FailLater",
                ],
                ignoreOrder: true);
            var inner = own.Single(activity => activity is { DisplayName: "IEchoGrain/Say", Kind: ActivityKind.Client });
            inner.ParentSpanId.ShouldBe(own.Single(activity => activity is { DisplayName: "IEchoGrain/SayThroughAnother", Kind: ActivityKind.Server }).SpanId);
            own.Where(activity => activity.Status == ActivityStatusCode.Error).Count().ShouldBe(2);
        }
    }

    [Fact]
    public async Task Calls_and_activations_are_counted()
    {
        await using var silo = await TestSilo.StartAsync();
        var counted = new Dictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Scope == silo.Services.GetRequiredService<IMeterFactory>())
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Count(instrument.Name, value));
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Count(instrument.Name, value));
        listener.Start();

        await silo.Grains.GetGrain<IEchoGrain>(Some).Touch();
        await silo.Grains.GetGrain<IEchoGrain>(Some).Touch();
        listener.RecordObservableInstruments();
        await silo.StopAsync();

        counted["pinchang.grain.calls"].ShouldBe(2);
        counted["pinchang.grain.activated"].ShouldBe(1);
        counted["pinchang.grain.activations"].ShouldBe(1);
        counted["pinchang.grain.deactivated"].ShouldBe(1);

        void Count(string name, long value)
        {
            lock (counted)
            {
                counted[name] = counted.GetValueOrDefault(name) + value;
            }
        }
    }
}
