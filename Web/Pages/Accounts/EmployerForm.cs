using Pinchang.Contracts.Organisations;

namespace Pinchang.Web.Pages.Accounts;

/// <summary>The registration as it is typed: anything may still be missing.</summary>
public sealed class EmployerForm
{
    public string? Name { get; set; }

    public string? CreditCode { get; set; }

    public string? Address { get; set; }

    public string? Website { get; set; }

    public string? Industry { get; set; }

    public string? ContactName { get; set; }

    public string? ContactPhone { get; set; }

    public string? Introduction { get; set; }

    public Guid? LicenceFileId { get; set; }

    /// <summary>What the uploaded file was called, so that a form drawn again can say which one it still holds.</summary>
    public string? LicenceFileName { get; set; }

    /// <summary>Left open for 长期.</summary>
    public DateOnly? LicenceValidUntil { get; set; }

    public RegisterEmployer ToRequest(Guid? licenceFileId) => new()
    {
        Name = Name?.Trim() ?? "",
        CreditCode = CreditCode?.Trim().ToUpperInvariant() ?? "",
        Address = Address?.Trim() ?? "",
        Website = string.IsNullOrWhiteSpace(Website) ? null : Website.Trim(),
        Industry = Industry?.Trim() ?? "",
        ContactName = ContactName?.Trim() ?? "",
        ContactPhone = ContactPhone?.Trim() ?? "",
        Introduction = string.IsNullOrWhiteSpace(Introduction) ? null : Introduction.Trim(),
        LicenceFileId = licenceFileId,
        LicenceValidUntil = LicenceValidUntil,
    };
}
