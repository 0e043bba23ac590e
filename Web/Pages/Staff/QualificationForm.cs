using Pinchang.Contracts.Staff;

namespace Pinchang.Web.Pages.Staff;

/// <summary>A training or certificate as it is typed: anything may still be missing.</summary>
public sealed class QualificationForm
{
    public QualificationKind Kind { get; set; }

    public StaffField Field { get; set; }

    public string? Name { get; set; }

    public string? Issuer { get; set; }

    public DateOnly? ObtainedOn { get; set; }

    /// <summary>Left open for 长期.</summary>
    public DateOnly? ValidUntil { get; set; }

    public int? Hours { get; set; }

    public string? Result { get; set; }

    public Guid? FileId { get; set; }

    /// <summary>What the uploaded file was called, so that a form drawn again can say which one it still holds.</summary>
    public string? FileName { get; set; }

    /// <param name="today">Stands for a day that was not given: Api names what is missing.</param>
    public HandInQualification ToRequest(DateOnly today) => new()
    {
        Kind = Kind,
        Field = Field,
        Name = Name?.Trim() ?? "",
        Issuer = Issuer?.Trim() ?? "",
        ObtainedOn = ObtainedOn ?? today,
        ValidUntil = ValidUntil,
        Hours = Kind == QualificationKind.Training ? Hours : null,
        Result = Result?.Trim() ?? "",
        FileId = FileId ?? Guid.Empty,
    };
}
