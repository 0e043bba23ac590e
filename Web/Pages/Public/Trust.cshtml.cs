using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Pinchang.Web.Pages.Public;

/// <summary>How a phone on the same network comes to trust this installation's own certificate authority.</summary>
public sealed class TrustModel(IConfiguration configuration) : PageModel
{
    public bool HasAuthority => System.IO.File.Exists(AuthorityPath);

    public bool IsSecure => Request.IsHttps;

    private string AuthorityPath => Path.Combine(configuration["PINCHANG_DATA"] ?? "", "tls", "ca.crt");

    public IActionResult OnGetCertificate() =>
        HasAuthority ? PhysicalFile(Path.GetFullPath(AuthorityPath), "application/x-x509-ca-cert", "pinchang-ca.crt") : NotFound();
}
