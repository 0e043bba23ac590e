using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Pinchang.Data.Exams.Papers;

namespace Pinchang.Data.Keys;

/// <summary>
/// GB/T 35273: what names a person is encrypted field by field. A value carries the id of its key and is bound to its field, so that one
/// cannot stand in another's place: mark (4) ‖ key id (4) ‖ box. Whether two are equal is told by a keyed hash, which opens nothing.
/// </summary>
public sealed class FieldSeals(FieldKeyRing ring, MasterKey master)
{
    internal const int HeadLength = 8;

    internal static readonly byte[] Mark = "PCF1"u8.ToArray();

    private readonly ConcurrentDictionary<SealedField, byte[]> _indexKeys = new();

    public byte[] Seal(SealedField field, string text) => Seal(field, Encoding.UTF8.GetBytes(text), ring.Current);

    public string Open(SealedField field, byte[] value) => Encoding.UTF8.GetString(OpenBytes(field, value));

    /// <summary>Blind index: finds the row of a whole value, and nothing by a part of one.</summary>
    public byte[] IndexOf(SealedField field, string text) =>
        HMACSHA256.HashData(_indexKeys.GetOrAdd(field, of => master.Derive(PurposeOf(of))), Encoding.UTF8.GetBytes(text));

    /// <summary>The id of the key that a value lies under; null of values from before the ring, which lie under the master key itself.</summary>
    public static int? KeyOf(ReadOnlySpan<byte> value) =>
        value.Length > HeadLength && value.StartsWith(Mark) ? BinaryPrimitives.ReadInt32BigEndian(value[Mark.Length..]) : null;

    /// <summary>What values under a key begin with.</summary>
    internal static byte[] HeadOf(FieldKey key)
    {
        var head = new byte[HeadLength];
        Mark.CopyTo(head, 0);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(Mark.Length), key.Id);
        return head;
    }

    /// <summary>The same value under the newest key.</summary>
    internal byte[] Renew(SealedField field, byte[] value) => Seal(field, OpenBytes(field, value), ring.Current);

    private static byte[] Seal(SealedField field, byte[] plain, FieldKey key) => [.. HeadOf(key), .. SealedBox.Seal(key.Secret, plain, BindingOf(field))];

    private byte[] OpenBytes(SealedField field, byte[] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return KeyOf(value) is not { } id ? master.Open(value)
            : ring.Find(id) is { } key ? SealedBox.Open(key.Secret, value.AsSpan(HeadLength), BindingOf(field))
            : throw new CryptographicException($"The key {id} of a sealed field is not in the ring.");
    }

    private static byte[] BindingOf(SealedField field) => Encoding.UTF8.GetBytes($"pinchang field {field}");

    // Identity numbers were hashed before there was a ring: their rows go on being found.
    private static string PurposeOf(SealedField field) => field == SealedField.Identity ? "Pinchang.Exams.Identity" : $"pinchang index {field}";
}

public enum SealedField
{
    Phone,
    Identity,
    Contact,
}
