using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Resumes;
using Pinchang.Web.Calls;
using Pinchang.Web.Shown;

namespace Pinchang.Web.Pages.Licences;

internal static class HandIn
{
    /// <summary>The scan first, then what it says; a form drawn again keeps the scan. Null when it was taken.</summary>
    public static async Task<Problem?> HandInAsync(
        this IServiceProvider services, LicenceForm form, IFormFile? scan, Guid key, Func<HandInLicence, Guid, Task<ApiAnswer<LicenceDetails>>> send)
    {
        var now = services.GetRequiredService<Moments>().Now;
        if (scan is not null)
        {
            var stored = await services.GetRequiredService<ApiClient>().StoreFileAsync(FileKind.Licence, scan, Guid.CreateVersion7(now));
            if (stored.Value is not { } file)
            {
                return stored.Problem! with { Field = "scan" };
            }

            (form.FileId, form.FileName) = (file.Id, file.Name);
        }

        var problem = (await send(form.ToRequest(DateOnly.FromDateTime(now.Date)), key)).Problem;
        return problem?.Field == "fileId" ? problem with { Field = "scan" } : problem;
    }
}
