using System.Text;
using Pinchang.Contracts.Resumes;

namespace Pinchang.Api.Tests.Files;

/// <summary>Files as a browser's form sends them.</summary>
internal static class FileForms
{
    public static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");

    // Two by two pixels.
    public static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGNQSFgARAwQCgAdjgSBQe+XXgAAAABJRU5ErkJggg==");

    public static async Task<HttpResponseMessage> UploadAsync(this HttpClient client, FileKind kind, byte[] content, string name = "陈思远 简历.pdf", Guid? key = null)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/files?kind={kind}") { Content = form };
        request.Headers.Add("Idempotency-Key", (key ?? Guid.NewGuid()).ToString());
        return await client.SendAsync(request);
    }
}
