using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Complaints;
using Pinchang.Contracts.Resumes;
using Pinchang.Data;
using Pinchang.Domain.Complaints;
using Pinchang.Domain.Files;

namespace Pinchang.Api.Complaints;

/// <summary>A file beside the words, from whoever made the complaint. It belongs to the complaint and to no account.</summary>
internal static class AttachFile
{
    public static async Task<Results<Ok<ComplaintStatus>, ProblemHttpResult>> HandleAsync(
        string number, HttpContext http, ComplaintDoor door, PinchangContext data, Files.FileIntake intake, CancellationToken cancellation)
    {
        if (door.ReadKey(out var key) is { } missing)
        {
            return missing.ToProblem();
        }

        // Before anything is read: nobody fills the store with what no complaint asked for.
        if (await door.EnterAsync(number, cancellation) is not { } before)
        {
            return ComplaintRefusals.CodeWrong.ToProblem();
        }

        var form = await Files.FormFile.FindAsync(http.Request, cancellation);
        if (!form.IsAccepted)
        {
            return form.Refusal.ToProblem();
        }

        var now = ReceivedAt.Of(http);
        var taken = await intake.TakeAsync(
            new(Guid.CreateVersion7(now), FileKind.Complaint, before.Id, key, form.Value.Name), form.Value.Content, now, cancellation, before.AgencyId);
        if (!taken.IsAccepted)
        {
            return taken.Refusal.ToProblem();
        }

        await using var incoming = taken.Value;
        data.ChangeTracker.Clear();
        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        var complaint = (await door.EnterAsync(number, cancellation))!;
        if (!await data.ComplaintEntries.AnyAsync(entry => entry.Id == key && entry.ComplaintId == complaint.Id, cancellation))
        {
            var outcome = complaint.Attach(key, FileOf(incoming.Row, complaint.Id));
            if (!outcome.IsAccepted)
            {
                return outcome.Refusal.ToProblem();
            }

            await data.SaveChangesAsync(cancellation);
            await incoming.KeepAsync(cancellation);
        }

        await transaction.CommitAsync(CancellationToken.None);
        return TypedResults.Ok(await data.ToStatusAsync(complaint, now, cancellation));
    }

    private static ComplaintFile FileOf(UploadedFile file, Guid complaintId)
    {
        var kept = new ComplaintFile
        {
            Id = file.Id,
            ComplaintId = complaintId,
            Name = file.Name,
            ContentType = file.ContentType,
            Size = file.Size,
            Sha256 = file.Sha256,
            Location = file.Location,
            AddedAt = file.UploadedAt,
        };
        if (file.ScannedAt is { } scannedAt)
        {
            kept.Take(new(file.Scan, file.Finding), scannedAt);
        }

        return kept;
    }
}

/// <summary>To the desk, as something that a browser shows or saves and never runs.</summary>
internal static class ServeComplaintFile
{
    public static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> HandleAsync(
        Guid id, Guid fileId, HttpContext http, CurrentUser user, PinchangContext data, IFileStore store, CancellationToken cancellation)
    {
        var complaint = await data.Complaints.AsNoTracking().Include(complaint => complaint.Files)
            .SingleOrDefaultAsync(complaint => complaint.Id == id && complaint.AgencyId == user.AgencyId, cancellation);
        if (complaint is not null && complaint.WhyNotBy(user.Id) == ComplaintRefusals.HandlerInvolved)
        {
            return ComplaintRefusals.HandlerInvolved.ToProblem();
        }

        var found = complaint?.Files.Find(file => file.Id == fileId);
        if (found?.Scan == ScanState.Infected)
        {
            return FileRefusals.Locked.ToProblem();
        }

        if (found is null || await store.OpenAsync(found.Location, cancellation) is not { } content)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var disposition = new ContentDispositionHeaderValue(found.ContentType.StartsWith("image/", StringComparison.Ordinal) ? "inline" : "attachment");
        disposition.SetHttpFileName(Files.ServeFile.NameFor(found, isOwner: false));
        var headers = http.Response.Headers;
        headers.ContentDisposition = disposition.ToString();
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = "private, no-store";
        return TypedResults.Stream(content, found.ContentType, enableRangeProcessing: true);
    }
}
