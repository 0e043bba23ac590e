using System.Diagnostics;
using Pinchang.Embedded.Calls;

namespace Pinchang.Embedded;

/// <summary>Spans around calls, from the source that Orleans names so too: one subscription serves both engines.</summary>
internal static class CallTracing
{
    private static readonly ActivitySource Source = new("Microsoft.Orleans.Application");

    public static bool IsOn => Source.HasListeners();

    public static void Send(GrainCall call)
    {
        var current = Activity.Current;
        call.ClientActivity = Source.StartActivity(NameOf(call), ActivityKind.Client);
        Describe(call.ClientActivity, call);
        Activity.Current = current;
    }

    /// <summary>Leaves the callee's span current for what the method starts; the turn takes it away again.</summary>
    public static void Start(GrainCall call)
    {
        var parent = call.ClientActivity?.Context ?? default;
        call.ServerActivity = Source.StartActivity(NameOf(call), ActivityKind.Server, parent);
        Describe(call.ServerActivity, call);
    }

    public static void Stop(GrainCall call, Exception? refused)
    {
        if (call.ServerActivity is null && call.ClientActivity is null)
        {
            return;
        }

        // Stopping a span makes its parent current, and this may be anybody's thread.
        var current = Activity.Current;
        if ((refused ?? call.Failure) is { } failure)
        {
            call.ServerActivity?.SetStatus(ActivityStatusCode.Error, failure.GetType().Name);
            call.ClientActivity?.SetStatus(ActivityStatusCode.Error, failure.GetType().Name);
        }

        call.ServerActivity?.Stop();
        call.ClientActivity?.Stop();
        Activity.Current = ReferenceEquals(current, call.ServerActivity) ? null : current;
    }

    private static string NameOf(GrainCall call) => $"{call.Method.InterfaceName}/{call.Method.Name}";

    private static void Describe(Activity? activity, GrainCall call)
    {
        activity?.SetTag("rpc.system", "orleans");
        activity?.SetTag("rpc.service", call.Method.InterfaceName);
        activity?.SetTag("rpc.method", call.Method.Name);
    }
}
