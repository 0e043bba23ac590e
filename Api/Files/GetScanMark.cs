using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Resumes;
using Pinchang.Data;
using Pinchang.Domain.Files;

namespace Pinchang.Api.Files;

/// <summary>Beside a link to another's file. Asking is no opening of it, and says nothing of the file; of one that is not there it says the same as of a clean one.</summary>
internal static class GetScanMark
{
    public static async Task<Ok<FileScanMark>> HandleAsync(Guid id, CurrentUser user, PinchangContext data, CancellationToken cancellation)
    {
        var isStaff = user.AgencyId is not null || user.EmployerId is not null;
        var file = isStaff ? await data.Files.AsNoTracking().SingleOrDefaultAsync(file => file.Id == id, cancellation) : null;
        return TypedResults.Ok(file is null ? new FileScanMark(false, false) : Of(file));
    }

    public static FileScanMark Of(IScannedFile file) => new(file.Scan == ScanState.Unscanned, file.Scan == ScanState.Infected);
}
