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
        Scope = "pinchang.example",
        FileId = fileId,
    };

    public static async Task<LicenceDetails> HandInAsync(SignedInClient person, string path, LicenceKind kind, DateOnly? until)
    {
        var file = await (await person.Http.UploadAsync(FileKind.Licence, FileForms.Pdf, "许可证.pdf")).ReadAsync<StoredFile>();
        return await (await person.Http.PostCommandAsync(path, Of(kind, until, file.Id))).ReadAsync<LicenceDetails>();
    }

    public static string Decisions(Guid id) => $"/api/licences/{id}/review-decisions";

    public static async Task<LicenceDetails> DecideAsync(SignedInClient reviewer, Guid id, DecideReview decision) =>
        await (await reviewer.Http.PostCommandAsync(Decisions(id), decision)).ReadAsync<LicenceDetails>();
}
