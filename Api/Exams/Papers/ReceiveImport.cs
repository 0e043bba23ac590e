using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams.Papers;
using Pinchang.Domain.Exams.Papers;
using Pinchang.Domain.Files;

namespace Pinchang.Api.Exams.Papers;

/// <summary>
/// Reads a spreadsheet and keeps what it said, encrypted, for its author to look at; the bank is untouched. The upload remembers the
/// command's key itself, so that sending it twice needs no buffered body.
/// </summary>
internal static class ReceiveImport
{
    public static async Task<Results<Ok<QuestionImportReceived>, ProblemHttpResult>> HandleAsync(
        HttpContext http, CurrentUser user, PinchangContext data, Files.FileIntake intake, QuestionSafe safe, CancellationToken cancellation)
    {
        if (!Guid.TryParse(http.Request.Headers[Idempotency.Header], out var key) || key == Guid.Empty)
        {
            return CommonRefusals.IdempotencyKeyMissing.ToProblem();
        }

        var form = await Files.FormFile.FindAsync(http.Request, cancellation);
        if (!form.IsAccepted)
        {
            return form.Refusal.ToProblem();
        }

        if (await ReadAsync(form.Value.Content, cancellation) is not { } file)
        {
            const int Megabyte = 1024 * 1024;
            return QuestionImportRefusals.TooLarge
                .With((SpreadsheetGuard.MostBytes / Megabyte).ToString(CultureInfo.InvariantCulture)).On("file").ToProblem();
        }

        if (SpreadsheetGuard.Check(file) is { } refusal)
        {
            return refusal.On("file").ToProblem();
        }

        if (await intake.WhyNotAsync(file, key, ReceivedAt.Of(http), cancellation) is { } infected)
        {
            return infected.ToProblem();
        }

        var rows = SpreadsheetRows.Read(file);
        if (!rows.IsAccepted)
        {
            return rows.Refusal.On("file").ToProblem();
        }

        var (agencyId, now) = (user.AgencyId!.Value, ReceivedAt.Of(http));
        var id = Guid.CreateVersion7(now);
        var import = new QuestionImport
        {
            Id = id,
            AgencyId = agencyId,
            AuthorId = user.Id,
            UploadKey = key,
            FileName = FileName.Tidy(form.Value.Name, SheetFile.ContentType),
            Sha256 = SHA256.HashData(file),
            SealedRows = safe.SealRows(agencyId, id, QuestionSheet.Read(rows.Value)),
            ReceivedAt = now,
        };
        return await KeepAsync(data, import, cancellation);
    }

    private static async Task<Results<Ok<QuestionImportReceived>, ProblemHttpResult>> KeepAsync(
        PinchangContext data, QuestionImport import, CancellationToken cancellation)
    {
        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        await data.LockAsync($"question import {import.AuthorId} {import.UploadKey}", cancellation);
        if (await data.QuestionImports.SingleOrDefaultAsync(row => row.AuthorId == import.AuthorId && row.UploadKey == import.UploadKey, cancellation) is { } earlier)
        {
            return CryptographicOperations.FixedTimeEquals(earlier.Sha256, import.Sha256)
                ? TypedResults.Ok(new QuestionImportReceived(earlier.Id))
                : CommonRefusals.IdempotencyKeyReused.ToProblem();
        }

        data.QuestionImports.Add(import);
        await data.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(CancellationToken.None);
        return TypedResults.Ok(new QuestionImportReceived(import.Id));
    }

    /// <summary>Null when there is more than a list of questions can be.</summary>
    private static async Task<byte[]?> ReadAsync(Stream content, CancellationToken cancellation)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[81_920];
        for (var read = await content.ReadAsync(buffer, cancellation); read > 0; read = await content.ReadAsync(buffer, cancellation))
        {
            if (kept.Length + read > SpreadsheetGuard.MostBytes)
            {
                return null;
            }

            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }
}
