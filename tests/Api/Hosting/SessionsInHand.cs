using Pinchang.Api.Accounts;

namespace Pinchang.Api.Tests.Hosting;

/// <summary>Sessions that end when the test says so.</summary>
internal sealed class SessionsInHand : ISessionRegistry
{
    public event Action<Guid>? Revoked;

    public void SignOut(Guid sessionId) => Revoked?.Invoke(sessionId);

    public void Forget(Guid userId)
    {
    }
}
