using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Pinchang.Api.Maintenance;

/// <summary>The certificate that Kestrel was told to serve, read anew when its file changed.</summary>
internal sealed class ServedCertificate(IConfiguration configuration)
{
    private const string Section = "Kestrel:Certificates:Default";

    private readonly Lock _lock = new();
    private (DateTime Written, DateTimeOffset? EndsAt) _read;

    /// <summary>Null where the ports are served without TLS, or the file cannot be read, which the server says itself.</summary>
    public DateTimeOffset? EndsAt()
    {
        if (configuration[$"{Section}:Path"] is not { Length: > 0 } path || !File.Exists(path))
        {
            return null;
        }

        lock (_lock)
        {
            var written = File.GetLastWriteTimeUtc(path);
            if (_read.Written != written)
            {
                _read = (written, Read(path));
            }

            return _read.EndsAt;
        }
    }

    private DateTimeOffset? Read(string path)
    {
        try
        {
            using var certificate = X509Certificate2.GetCertContentType(path) == X509ContentType.Pkcs12
                ? X509CertificateLoader.LoadPkcs12FromFile(path, configuration[$"{Section}:Password"])
                : X509CertificateLoader.LoadCertificateFromFile(path);
            return new(certificate.NotAfter.ToUniversalTime());
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
