namespace Pinchang.Domain.Accounts;

/// <summary>Five wrong passwords or second factors in a row close the account for a quarter of an hour.</summary>
public static class Lockout
{
    public const int MaxFailures = 5;

    public static readonly TimeSpan Duration = TimeSpan.FromMinutes(15);
}
