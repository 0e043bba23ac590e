using Pinchang.Api.Accounts;

namespace Pinchang.Load.Hosts;

internal sealed class NobodySignsOut : ISessionRegistry
{
    public event Action<Guid>? Revoked
    {
        add { }
        remove { }
    }

    public void Forget(Guid userId)
    {
    }
}
