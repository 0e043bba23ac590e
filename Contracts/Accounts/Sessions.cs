namespace Pinchang.Contracts.Accounts;

/// <summary>Who the caller is, as <c>GET /api/session</c> answers; anonymous callers get <see cref="Anonymous"/>.</summary>
public sealed record SessionDetails
{
    public static readonly SessionDetails Anonymous = new() { IsSignedIn = false };

    public required bool IsSignedIn { get; init; }

    public Guid? UserId { get; init; }

    /// <summary>How the person is shown to others in a room.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Masked, as 138****0001.</summary>
    public string? Phone { get; init; }

    public bool PhoneVerified { get; init; }

    public string[] Roles { get; init; } = [];

    public Guid? AgencyId { get; init; }

    public Guid? EmployerId { get; init; }

    /// <summary>Told also while the roles there sleep.</summary>
    public string? EmployerName { get; init; }

    /// <summary>Holds roles that sleep until a second factor is set up (<c>PUT /api/account/second-factor</c>) or passed.</summary>
    public bool SecondFactorPending { get; init; }

    /// <summary>Messages in the inbox that were not opened.</summary>
    public int Unread { get; init; }
}

public enum PhoneCodePurpose
{
    SignIn,
    ResetPassword,

    /// <summary>Sent to the phone that an account is to have.</summary>
    ChangePhone,
}

/// <summary><c>POST /api/phone-codes</c>: a six-digit code by SMS, valid for five minutes, at most one a minute.</summary>
public sealed record RequestPhoneCode(string Phone, PhoneCodePurpose Purpose);

/// <summary>Says how long until another code may be asked for.</summary>
public sealed record PhoneCodeSent(int RetryAfterSeconds);

/// <summary><c>POST /api/sessions/phone</c>: signs a candidate in, and makes the account the first time.</summary>
public sealed record SignInByPhone(string Phone, string Code, string? DisplayName = null);

/// <summary><c>POST /api/sessions/password</c>: <paramref name="Login"/> is a phone, an e-mail or a user name.</summary>
public sealed record SignInByPassword(string Login, string Password);

/// <summary><c>POST /api/sessions/second-factor</c>: the six digits of the authenticator, after the password.</summary>
public sealed record SignInSecondFactor(string Code);

/// <summary>What a sign-in came to: a session, or that the second factor is asked for.</summary>
public sealed record SignedIn(bool SecondFactorRequired, SessionDetails? Session);

/// <summary><c>PUT /api/account/password</c>; <paramref name="Current"/> may be null when none was set.</summary>
public sealed record ChangePassword(string? Current, string New);

/// <summary><c>POST /api/account/password-resets</c>: a new password against a code sent for <see cref="PhoneCodePurpose.ResetPassword"/>.</summary>
public sealed record ResetPassword(string Phone, string Code, string New);

/// <summary>What <c>PUT /api/account/second-factor</c> answers: the secret for an authenticator app, and the same as a QR code's text. Unchanged until it is confirmed, or replaced by <c>?renew=true</c>.</summary>
public sealed record SecondFactorSecret(string Secret, string Uri);

/// <summary><c>POST /api/account/second-factor/confirmations</c>: shows that the app holds the secret; wakes the roles of this session.</summary>
public sealed record ConfirmSecondFactor(string Code);

/// <summary>Where the caller is signed in (<c>GET /api/account/sessions</c>, <c>DELETE /api/account/sessions/{id}</c>).</summary>
public sealed record SessionSummary(
    Guid Id, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, string Address, string Device, bool Current);

/// <summary>A row of the sign-in log.</summary>
/// <param name="Phone">The account's number, masked.</param>
public sealed record SignInSummary(
    Guid Id, DateTimeOffset At, string Event, string Method, string? Account, string Address, string Device, string? Reason, string? Phone = null);

/// <summary>That it is they who are signed in (<c>PUT /api/account/passkey-options</c>): the password, or a code of the authenticator in its place.</summary>
public sealed record ShowSelf(string? Password, string? Code = null);

/// <summary>
/// A browser's side of a ceremony with a passkey, as Web Authentication writes it in JSON: what <c>PUT /api/account/passkey-options</c> and
/// <c>PUT /api/sessions/passkey-options</c> answer is given to the browser as it is, and what the browser makes of it comes back here.
/// </summary>
/// <param name="Credential">The credential in JSON; at most 16,000 characters.</param>
/// <param name="Name">What its owner calls it when it is added, 1 to 40 characters; the device's name when it is left out.</param>
public sealed record PasskeyCredential(string Credential, string? Name = null);

/// <summary>A passkey of the caller (<c>GET /api/account/passkeys</c>).</summary>
/// <param name="Id">The credential's id in base64url.</param>
/// <param name="IsSynced">Copied by its maker's cloud to the person's other devices.</param>
public sealed record PasskeySummary(string Id, string Name, DateTimeOffset CreatedAt, bool IsSynced);

public static class AccountRefusals
{
    /// <summary>The passkey is not known, or what the device signed does not hold.</summary>
    public static readonly Refusal PasskeyWrong = new(RefusalKind.Unprocessable, "accounts.passkey-wrong");

    /// <summary>What was to be signed was made more than five minutes ago, or was used.</summary>
    public static readonly Refusal PasskeyExpired = new(RefusalKind.Gone, "accounts.passkey-expired");

    /// <summary>Nobody holds more than {0}.</summary>
    public static readonly Refusal TooManyPasskeys = new(RefusalKind.Conflict, "accounts.too-many-passkeys");
    public static readonly Refusal PasskeyNameMalformed = new(RefusalKind.Invalid, "accounts.passkey-name-malformed");

    /// <summary>The end lies before the beginning.</summary>
    public static readonly Refusal PeriodMalformed = new(RefusalKind.Invalid, "accounts.period-malformed");

    public static readonly Refusal PhoneMalformed = new(RefusalKind.Invalid, "accounts.phone-malformed");

    /// <summary>Ask again in {0} seconds.</summary>
    public static readonly Refusal CodeTooSoon = new(RefusalKind.TooMany, "accounts.code-too-soon");
    public static readonly Refusal TooManyCodes = new(RefusalKind.TooMany, "accounts.too-many-codes");
    public static readonly Refusal CodeWrong = new(RefusalKind.Unprocessable, "accounts.code-wrong");
    public static readonly Refusal CodeExpired = new(RefusalKind.Gone, "accounts.code-expired");
    public static readonly Refusal CredentialsWrong = new(RefusalKind.Unprocessable, "accounts.credentials-wrong");

    /// <summary>Locked for {0} more minutes.</summary>
    public static readonly Refusal LockedOut = new(RefusalKind.TooMany, "accounts.locked-out");
    public static readonly Refusal SecondFactorWrong = new(RefusalKind.Unprocessable, "accounts.second-factor-wrong");

    /// <summary>Right, and it was used before: the authenticator shows another within half a minute.</summary>
    public static readonly Refusal SecondFactorUsed = new(RefusalKind.Unprocessable, "accounts.second-factor-used");
    public static readonly Refusal SecondFactorExpired = new(RefusalKind.Gone, "accounts.second-factor-expired");
    public static readonly Refusal PasswordWeak = new(RefusalKind.Invalid, "accounts.password-weak");
    public static readonly Refusal PasswordFirst = new(RefusalKind.Conflict, "accounts.password-first");
    public static readonly Refusal SecondFactorHeld = new(RefusalKind.Conflict, "accounts.second-factor-held");
    public static readonly Refusal SecondFactorRequired = new(RefusalKind.Forbidden, "accounts.second-factor-required");
}
