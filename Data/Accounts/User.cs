using Microsoft.AspNetCore.Identity;

namespace Pinchang.Data.Accounts;

/// <summary>
/// A person's account, as ASP.NET Core Identity keeps it. It lies here and not in Domain because its base class does. The base's plain phone is
/// not kept: it lies sealed, is found by its key, and shown by its masked copy.
/// </summary>
public sealed class User : IdentityUser<Guid>
{
    /// <summary>How others in a room see the person.</summary>
    public required string DisplayName { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Hides the base's, which is mapped to nothing: a query for it would find nobody.</summary>
    [Obsolete("Phones lie sealed: find them by PhoneKey, show MaskedPhone.", error: true)]
    public new string? PhoneNumber => null;

    public byte[]? SealedPhone { get; set; }

    /// <summary>A keyed hash of the whole number.</summary>
    public byte[]? PhoneKey { get; set; }

    /// <summary>138****0001.</summary>
    public string? MaskedPhone { get; set; }
}
