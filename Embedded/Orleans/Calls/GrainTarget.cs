using Orleans.Runtime;
using Pinchang.Embedded.Calls;

namespace Pinchang.Embedded;

/// <summary>Leads calls to the grain's present activation, making one where there is none.</summary>
internal sealed class GrainTarget(Silo silo, GrainClass grainClass, GrainId id) : CallTarget
{
    private Activation? _activation;

    public override GrainId GrainId => id;

    public override TInterface ReferenceAs<TInterface>() => ReferenceFactories.Create<TInterface>(this);

    public override void Send(GrainCall call)
    {
        if (!silo.Prepare(call))
        {
            return;
        }

        var activation = _activation;
        while (true)
        {
            if (activation is null)
            {
                activation = silo.FindOrAdd(grainClass, id);
                if (activation is null)
                {
                    silo.Refuse(call, new SiloUnavailableException($"The silo is stopping: {call.Method} on {id} was not run."));
                    return;
                }

                _activation = activation;
            }

            switch (activation.Accept(call))
            {
                case Acceptance.Accepted:
                    return;
                case Acceptance.Full:
                    silo.RefuseFull(call, id);
                    return;
                default:
                    activation = null;
                    break;
            }
        }
    }
}

/// <summary>What an activation says to a call.</summary>
internal enum Acceptance
{
    Accepted,
    Full,
    Ended,
}
