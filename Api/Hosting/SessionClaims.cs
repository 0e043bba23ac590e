namespace Pinchang.Api.Hosting;

/// <summary>What a signed-in principal carries. Roles are there only when the second factor was passed.</summary>
internal static class SessionClaims
{
    public const string Scheme = "pinchang.session";
    public const string UserId = "sub";
    public const string SessionId = "sid";
    public const string Name = "name";
    public const string Role = "role";
    public const string PhoneVerified = "phone_verified";
    public const string Agency = "agency";
    public const string Employer = "employer";

    /// <summary>The person holds roles that sleep until the second factor is passed.</summary>
    public const string SecondFactorPending = "second_factor_pending";
}
