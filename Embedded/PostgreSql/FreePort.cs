using System.Net;
using System.Net.Sockets;

namespace Pinchang.Embedded.PostgreSql;

internal static class FreePort
{
    /// <summary>A port that was free a moment ago: whoever takes it must be ready to try another.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
