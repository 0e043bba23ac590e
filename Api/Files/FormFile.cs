using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Pinchang.Contracts;

namespace Pinchang.Api.Files;

/// <summary>The part named <c>file</c> of a multipart body, read as it arrives.</summary>
internal sealed record FormFile(string? Name, Stream Content)
{
    public static async Task<Outcome<FormFile>> FindAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (BoundaryOf(request) is not { } boundary)
        {
            return CommonRefusals.Malformed.On("file");
        }

        try
        {
            var reader = new MultipartReader(boundary, request.Body) { HeadersCountLimit = 8 };
            while (await reader.ReadNextSectionAsync(cancellation) is { } section)
            {
                if (ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
                    && HeaderUtilities.RemoveQuotes(disposition.Name).Equals("file", StringComparison.Ordinal))
                {
                    return new FormFile(NameOf(disposition), section.Body);
                }
            }
        }
        catch (Exception malformed) when (malformed is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return CommonRefusals.Malformed.On("file");
        }

        return CommonRefusals.Required.On("file");
    }

    private static string? BoundaryOf(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        return boundary is { Length: > 0 and <= 200 } ? boundary : null;
    }

    private static string? NameOf(ContentDispositionHeaderValue disposition)
    {
        var extended = HeaderUtilities.RemoveQuotes(disposition.FileNameStar).Value;
        return string.IsNullOrEmpty(extended) ? HeaderUtilities.RemoveQuotes(disposition.FileName).Value : extended;
    }
}
