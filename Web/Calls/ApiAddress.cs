using System.Globalization;

namespace Pinchang.Web.Calls;

/// <summary>
/// Where Api is: for Web by the address that AppHost gave, for a browser on the page's own host with Api's port,
/// or at <c>PINCHANG_API_ORIGIN</c> where the hosts differ.
/// </summary>
internal sealed class ApiAddress
{
    private readonly string? _origin;
    private readonly int _port;

    public ApiAddress(IConfiguration configuration)
    {
        Inside = new(configuration["services:api:http:0"] ?? configuration["services:api:https:0"] ?? "http://localhost:5081");
        _origin = configuration["PINCHANG_API_ORIGIN"]?.TrimEnd('/');
        _port = configuration.GetValue("PINCHANG_API_PORT", Inside.Port);
    }

    public Uri Inside { get; }

    public string For(HttpRequest request) =>
        _origin ?? string.Create(CultureInfo.InvariantCulture, $"{request.Scheme}://{request.Host.Host}:{_port}");

    /// <summary>A stored file as the browser fetches it, with its own cookie.</summary>
    public string OfFile(HttpRequest request, Guid fileId) => $"{For(request)}/api/files/{fileId}";
}
