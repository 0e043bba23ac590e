using System.Text;

namespace Pinchang.Support.Files;

/// <summary>The test text that scanners take for a virus. In two parts, or they would take this file for one.</summary>
public static class Eicar
{
    public const string Signature = "Eicar-Test-Signature";

    public static byte[] Text => Encoding.ASCII.GetBytes(@"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*");

    /// <summary>A PDF that any reader opens, with the text in it.</summary>
    public static byte[] Pdf => [.. "%PDF-1.7\n% "u8, .. Text, .. "\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"u8];
}
