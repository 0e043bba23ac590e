using Pinchang.Contracts.Organisations;

namespace Pinchang.Web.Pages.Licences;

/// <summary>A licence as it is typed: anything may still be missing.</summary>
public sealed class LicenceForm
{
    public LicenceKind Kind { get; set; } = LicenceKind.HrServiceLicence;

    public string? Name { get; set; }

    public string? Number { get; set; }

    public string? Issuer { get; set; }

    public DateOnly? ValidFrom { get; set; }

    /// <summary>Left open for 长期.</summary>
    public DateOnly? ValidUntil { get; set; }

    public string? Scope { get; set; }

    public Guid? FileId { get; set; }

    /// <summary>What the uploaded file was called, so that a form drawn again can say which one it still holds.</summary>
    public string? FileName { get; set; }

    /// <param name="today">Stands for a first day that was not given: Api names what is missing.</param>
    public HandInLicence ToRequest(DateOnly today) => new()
    {
        Kind = Kind,
        Name = string.IsNullOrWhiteSpace(Name) ? null : Name.Trim(),
        Number = Number?.Trim() ?? "",
        Issuer = Issuer?.Trim() ?? "",
        ValidFrom = ValidFrom ?? today,
        ValidUntil = ValidUntil,
        Scope = string.IsNullOrWhiteSpace(Scope) ? null : Scope.Trim(),
        FileId = FileId ?? Guid.Empty,
    };
}
