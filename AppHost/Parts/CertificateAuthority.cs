using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pinchang.Embedded.PostgreSql;

namespace Pinchang.AppHost.Parts;

/// <summary>
/// An authority of this installation's own: a phone that trusts it once may be camera and viewer, since
/// browsers give those only to pages served by TLS. Its key never leaves the data folder.
/// </summary>
internal sealed class CertificateAuthority
{
    private static readonly TimeSpan AuthorityLife = TimeSpan.FromDays(3650);

    // Apple's browsers refuse server certificates that live longer than 825 days.
    private static readonly TimeSpan ServerLife = TimeSpan.FromDays(397);
    private readonly string _folder;
    private readonly X509Certificate2 _certificate;
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    private CertificateAuthority(string folder, X509Certificate2 certificate) => (_folder, _certificate) = (folder, certificate);

    private string PublicFile => Path.Combine(_folder, "authority.crt");

    public static CertificateAuthority Open(string dataFolder)
    {
        var folder = Path.Combine(dataFolder, "tls");
        PrivateFiles.MakeFolder(folder);
        var certificateFile = Path.Combine(folder, "authority.crt");
        var keyFile = Path.Combine(folder, "authority.key");
        if (!File.Exists(certificateFile) || !File.Exists(keyFile))
        {
            Draw(certificateFile, keyFile);
        }

        return new(folder, X509Certificate2.CreateFromPemFile(certificateFile, keyFile));
    }

    /// <summary>A fresh certificate for these names and addresses, at each start: the machine may have moved networks.</summary>
    public ServerCertificate Issue(IEnumerable<string> names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Pinchang", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                alternatives.AddIpAddress(address);
            }
            else
            {
                alternatives.AddDnsName(name);
            }
        }

        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var certificate = request.Create(_certificate, _now.AddDays(-1), _now + ServerLife, RandomNumberGenerator.GetBytes(16));

        var file = Path.Combine(_folder, "server.crt");
        var keyFile = Path.Combine(_folder, "server.key");
        PrivateFiles.Write(file, certificate.ExportCertificatePem());
        PrivateFiles.Write(keyFile, key.ExportPkcs8PrivateKeyPem());
        return new(file, keyFile, null, PublicFile);
    }

    private static void Draw(string certificateFile, string keyFile)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=Pinchang {Dns.GetHostName()}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now + AuthorityLife);
        PrivateFiles.Write(keyFile, key.ExportPkcs8PrivateKeyPem());
        PrivateFiles.Write(certificateFile, certificate.ExportCertificatePem());
    }
}
