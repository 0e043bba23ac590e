using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Resumes;
using Pinchang.Data;
using Pinchang.Domain.Files;

namespace Pinchang.Api.Files;

/// <summary>
/// Takes a file in as it streams. Its own row remembers the command's key, so that sending it twice needs no
/// buffered body: the same key finds the same file, and with other bytes it is refused.
/// </summary>
internal static class UploadFile
{
    public static async Task<Results<Ok<StoredFile>, ProblemHttpResult>> HandleAsync(
        QueryEnum<FileKind>? kind, HttpContext http, CurrentUser user, PinchangContext data, FileIntake intake, CancellationToken cancellation)
    {
        if (kind?.Value is not { } asked)
        {
            return CommonRefusals.Malformed.On("kind").ToProblem();
        }

        if (!Guid.TryParse(http.Request.Headers[Idempotency.Header], out var key) || key == Guid.Empty)
        {
            return CommonRefusals.IdempotencyKeyMissing.ToProblem();
        }

        var form = await FormFile.FindAsync(http.Request, cancellation);
        if (!form.IsAccepted)
        {
            return form.Refusal.ToProblem();
        }

        var now = ReceivedAt.Of(http);
        var taken = await intake.TakeAsync(new(Guid.CreateVersion7(now), asked, user.Id, key, form.Value.Name), form.Value.Content, now, cancellation);
        if (!taken.IsAccepted)
        {
            return taken.Refusal.ToProblem();
        }

        await using var incoming = taken.Value;
        var file = incoming.Row;
        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        await data.LockAsync($"upload {user.Id} {key}", cancellation);
        if (await data.Files.SingleOrDefaultAsync(file => file.OwnerId == user.Id && file.UploadKey == key, cancellation) is { } earlier)
        {
            var isSame = earlier.Kind == asked && CryptographicOperations.FixedTimeEquals(earlier.Sha256, file.Sha256);
            return isSame ? TypedResults.Ok(Shape(earlier)) : CommonRefusals.IdempotencyKeyReused.ToProblem();
        }

        data.Files.Add(file);
        await data.SaveChangesAsync(cancellation);
        await incoming.KeepAsync(cancellation);
        await transaction.CommitAsync(CancellationToken.None);
        return TypedResults.Ok(Shape(file));
    }

    private static StoredFile Shape(UploadedFile file) => new(file.Id, file.Name, file.ContentType, file.Size);
}
