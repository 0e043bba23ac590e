using System.Text;
using Pinchang.Contracts.Resumes;

namespace Pinchang.Api.Tests.Files;

/// <summary>Files as a browser's form sends them.</summary>
internal static class FileForms
{
    public static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");

    public static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0, .. "IEND"u8, 0xAE, 0x42, 0x60, 0x82];

    public static async Task<HttpResponseMessage> UploadAsync(this HttpClient client, FileKind kind, byte[] content, string name = "陈思远 简历.pdf", Guid? key = null)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/files?kind={kind}") { Content = form };
        request.Headers.Add("Idempotency-Key", (key ?? Guid.NewGuid()).ToString());
        return await client.SendAsync(request);
    }
}
