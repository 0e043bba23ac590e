using System.Security.Cryptography;

namespace Pinchang.Data.Keys;

/// <summary>One key of the ring.</summary>
public sealed record FieldKey(int Id, byte[] Secret)
{
    private const int Length = 32;

    internal static byte[] NewSecret() => RandomNumberGenerator.GetBytes(Length);
}
