using Microsoft.AspNetCore.Identity;

namespace Pinchang.Data.Accounts;

/// <summary>A person's account, as ASP.NET Core Identity keeps it. It lies here and not in Domain because its base class does.</summary>
public sealed class User : IdentityUser<Guid>
{
    /// <summary>How others in a room see the person.</summary>
    public required string DisplayName { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}
