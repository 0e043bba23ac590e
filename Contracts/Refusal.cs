using Orleans;

namespace Pinchang.Contracts;

/// <summary>What kind of "no" it is; Api maps each to one HTTP status.</summary>
[GenerateSerializer, Alias("refusal-kind")]
public enum RefusalKind
{
    /// <summary>400: the request itself is malformed.</summary>
    Invalid,

    /// <summary>401: nobody is signed in.</summary>
    SignedOut,

    /// <summary>403: somebody is, but may not.</summary>
    Forbidden,

    /// <summary>404: it does not exist, or is not theirs, which looks the same.</summary>
    NotFound,

    /// <summary>409: it contradicts what already holds.</summary>
    Conflict,

    /// <summary>410: it was there and is over.</summary>
    Gone,

    /// <summary>413: too large.</summary>
    TooLarge,

    /// <summary>415: not of a kind that is taken.</summary>
    WrongType,

    /// <summary>422: well formed, but a rule forbids it.</summary>
    Unprocessable,

    /// <summary>429: too often.</summary>
    TooMany,

    /// <summary>503: not now, try again.</summary>
    Unavailable,
}

/// <summary>
/// An expected "no". <paramref name="Code"/> is stable (<c>context.reason</c>) and is what clients and tests rely on;
/// the sentence is made from resources where it is shown, with <paramref name="Arguments"/> in its places.
/// </summary>
/// <param name="Field">The request's field it is about, in camelCase, when it is about one.</param>
[GenerateSerializer, Immutable, Alias("refusal")]
public sealed record Refusal(RefusalKind Kind, string Code, string[] Arguments, string? Field = null)
{
    public Refusal(RefusalKind kind, string code)
        : this(kind, code, [])
    {
    }

    /// <summary>The same refusal with the places of its sentence filled.</summary>
    public Refusal With(params string[] arguments) => this with { Arguments = arguments };

    /// <summary>The same refusal, said of one field.</summary>
    public Refusal On(string field) => this with { Field = field };
}

/// <summary>Refusals that any request may meet.</summary>
public static class CommonRefusals
{
    public static readonly Refusal SignedOut = new(RefusalKind.SignedOut, "session.signed-out");
    public static readonly Refusal Forbidden = new(RefusalKind.Forbidden, "access.forbidden");
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "common.not-found");
    public static readonly Refusal TooMany = new(RefusalKind.TooMany, "common.too-many");
    public static readonly Refusal Unavailable = new(RefusalKind.Unavailable, "common.unavailable");
    public static readonly Refusal ForeignOrigin = new(RefusalKind.Forbidden, "common.foreign-origin");

    public static readonly Refusal MethodNotAllowed = new(RefusalKind.Invalid, "common.method-not-allowed");
    public static readonly Refusal TooLarge = new(RefusalKind.TooLarge, "common.too-large");
    public static readonly Refusal WrongType = new(RefusalKind.WrongType, "common.wrong-type");

    /// <summary>A fault of ours; the log has the rest.</summary>
    public static readonly Refusal Unexpected = new(RefusalKind.Unavailable, "common.unexpected");

    /// <summary>A field is missing or blank.</summary>
    public static readonly Refusal Required = new(RefusalKind.Invalid, "common.required");

    /// <summary>A field is longer than {0} characters.</summary>
    public static readonly Refusal TooLong = new(RefusalKind.Invalid, "common.too-long");

    /// <summary>A field is shorter than {0} characters.</summary>
    public static readonly Refusal TooShort = new(RefusalKind.Invalid, "common.too-short");

    /// <summary>A field is not well formed.</summary>
    public static readonly Refusal Malformed = new(RefusalKind.Invalid, "common.malformed");

    /// <summary>A text holds control characters, or such as turn its direction.</summary>
    public static readonly Refusal ControlCharacters = new(RefusalKind.Invalid, "common.control-characters");

    /// <summary>A number lies outside {0}–{1}.</summary>
    public static readonly Refusal OutOfRange = new(RefusalKind.Invalid, "common.out-of-range");

    public static readonly Refusal IdempotencyKeyMissing = new(RefusalKind.Invalid, "common.idempotency-key-missing");
    public static readonly Refusal IdempotencyKeyReused = new(RefusalKind.Unprocessable, "common.idempotency-key-reused");
}
