namespace Pinchang.AppHost.Parts;

/// <summary>The certificate that both ports serve, and the authority that people are asked to trust when it is ours.</summary>
/// <param name="AuthorityFile">The certificate of our own authority, for Web to hand out; null for a certificate of one's own.</param>
internal sealed record ServerCertificate(string File, string? KeyFile, string? Password, string? AuthorityFile)
{
    /// <summary>Null when the ports are served by plain http.</summary>
    public static ServerCertificate? Prepare(Settings settings)
    {
        if (Settings.Text("PINCHANG_CERT") is { } own)
        {
            return System.IO.File.Exists(own)
                ? new(own, Settings.Text("PINCHANG_CERT_KEY"), Settings.Text("PINCHANG_CERT_PASSWORD"), null)
                : throw new StartException($"The certificate {own} was not found: PINCHANG_CERT names a .pem or .pfx file.");
        }

        return settings.Https ? CertificateAuthority.Open(settings.DataFolder).Issue(PartEnvironment.MachineNames()) : null;
    }
}
