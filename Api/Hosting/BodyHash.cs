using System.Security.Cryptography;
using System.Text;

namespace Pinchang.Api.Hosting;

/// <summary>What a command said, as 32 bytes. A form is hashed by its parts: its boundary differs each time it is sent.</summary>
internal static class BodyHash
{
    public static async Task<byte[]> OfAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!request.HasFormContentType)
        {
            request.Body.Position = 0;
            return await SHA256.HashDataAsync(request.Body, cancellation);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var form = await request.ReadFormAsync(cancellation);
        foreach (var (name, value) in form.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\0{value}\0"));
        }

        foreach (var file in form.Files)
        {
            await using var content = file.OpenReadStream();
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Name}\0{file.FileName}\0"));
            hash.AppendData(await SHA256.HashDataAsync(content, cancellation));
        }

        return hash.GetHashAndReset();
    }
}
