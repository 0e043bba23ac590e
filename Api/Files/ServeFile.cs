using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Resumes;
using Pinchang.Data;
using Pinchang.Domain.Files;

namespace Pinchang.Api.Files;

/// <summary>Gives a file to whom it concerns, as something that a browser shows or saves and never runs.</summary>
internal static class ServeFile
{
    public static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, PinchangContext data, FileReaders readers, IFileStore store, CancellationToken cancellation)
    {
        var file = await data.Files.AsNoTracking().SingleOrDefaultAsync(file => file.Id == id, cancellation);
        if (file is null || await readers.FindAsync(file, cancellation) is not { } reader)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        if (file.Scan == ScanState.Infected)
        {
            return FileRefusals.Locked.ToProblem();
        }

        if (await store.OpenAsync(file.Location, cancellation) is not { } content)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var isPicture = file.ContentType.StartsWith("image/", StringComparison.Ordinal);
        var disposition = new ContentDispositionHeaderValue(isPicture ? "inline" : "attachment");
        disposition.SetHttpFileName(NameFor(file, reader is FileReader.Owner or FileReader.Everybody));
        var headers = http.Response.Headers;
        headers.ContentDisposition = disposition.ToString();
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = reader == FileReader.Everybody ? "public, max-age=86400, immutable" : "private, no-store";
        return TypedResults.Stream(content, file.ContentType, enableRangeProcessing: true);
    }

    /// <summary>Whoever opens another's file sees by its name that no scanner looked through it.</summary>
    public static string NameFor(IScannedFile file, bool isOwner) => isOwner || file.Scan != ScanState.Unscanned ? file.Name : $"【未查毒】{file.Name}";
}
