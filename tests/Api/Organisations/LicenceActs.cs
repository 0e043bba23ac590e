using Pinchang.Api.Tests.Files;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Resumes;

namespace Pinchang.Api.Tests.Organisations;

/// <summary>Licences as people hand them in and decide on them.</summary>
internal static class LicenceActs
{
    public static HandInLicence Of(LicenceKind kind, DateOnly? until, Guid fileId) => new()
    {
        Kind = kind,
        Number = $"证 {fileId.ToString()[..8]}",
        Issuer = "深圳市人力资源和社会保障局",
        ValidFrom = new DateOnly(2024, 1, 1),
        ValidUntil = until,
        Scope = "网络招聘服务；pinchang.example",
        FileId = fileId,
    };

    public static async Task<LicenceDetails> HandInAsync(
        SignedInClient person, string path, LicenceKind kind, DateOnly? until, string scope = "网络招聘服务；pinchang.example")
    {
        var file = await (await person.Http.UploadAsync(FileKind.Licence, FileForms.Pdf, "许可证.pdf")).ReadAsync<StoredFile>();
        return await (await person.Http.PostCommandAsync(path, Of(kind, until, file.Id) with { Scope = scope })).ReadAsync<LicenceDetails>();
    }

    /// <summary>Handed in, valid without end, and looked at.</summary>
    public static async Task<LicenceDetails> ApprovedAsync(SignedInClient holder, string path, LicenceKind kind, SignedInClient reviewer) =>
        await DecideAsync(reviewer, (await HandInAsync(holder, path, kind, null)).Id, new(true, null));

    /// <summary>JF-6.1: all that the law asks of an agency that holds fairs.</summary>
    public static async Task LicenseAgencyAsync(SignedInClient @operator, SignedInClient reviewer)
    {
        foreach (var kind in Enum.GetValues<LicenceKind>().Except([LicenceKind.LabourDispatchLicence, LicenceKind.Other]))
        {
            await ApprovedAsync(@operator, "/api/operations/licences", kind, reviewer);
        }
    }

    public static string Decisions(Guid id) => $"/api/licences/{id}/review-decisions";

    public static async Task<LicenceDetails> DecideAsync(SignedInClient reviewer, Guid id, DecideReview decision) =>
        await (await reviewer.Http.PostCommandAsync(Decisions(id), decision)).ReadAsync<LicenceDetails>();
}
