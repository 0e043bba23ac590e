using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Pinchang.Domain.Ledger;

/// <summary>A chain: the lines of an agency in a month of China's calendar, named by the month's first day.</summary>
public sealed record LedgerChain(Guid AgencyId, DateOnly Month)
{
    public static LedgerChain Of(Guid agencyId, DateTimeOffset at) => new(agencyId, MonthOf(at));

    public static DateOnly MonthOf(DateTimeOffset at)
    {
        var day = ChinaTime.DateOf(at);
        return new(day.Year, day.Month, 1);
    }

    public DateTimeOffset From => ChinaTime.StartOf(Month);

    public DateTimeOffset To => ChinaTime.StartOf(Month.AddMonths(1));
}

/// <summary>
/// The seal over some lines of a chain. Its hash is over the seal before it, its place and, line by line, the id and the hash: nothing in it
/// can change without every later seal telling.
/// </summary>
public sealed record LedgerSeal(LedgerChain Chain, long Number, long Position, Guid[] LineIds, byte[] LineHashes, byte[] Previous, byte[] Hash)
{
    public const int HashLength = SHA256.HashSizeInBytes;

    private static readonly byte[] Nothing = new byte[HashLength];

    public long LastPosition => Position + LineIds.Length - 1;

    public ReadOnlySpan<byte> HashOfLine(int place) => LineHashes.AsSpan(place * HashLength, HashLength);

    /// <summary>Whether the seal's own hash is what its content comes to.</summary>
    public bool IsWhole => LineHashes.Length == LineIds.Length * HashLength && Reckon(Chain, Number, Position, LineIds, LineHashes, Previous).AsSpan().SequenceEqual(Hash);

    /// <summary>The seal over these lines, after the chain's last one.</summary>
    public static LedgerSeal After(LedgerHead? head, LedgerChain chain, IReadOnlyList<(Guid Id, byte[] Hash)> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var (number, position, previous) = head is null ? (1, 1, Nothing) : (head.Number + 1, head.LastPosition + 1, head.Hash);
        var ids = new Guid[lines.Count];
        var hashes = new byte[lines.Count * HashLength];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = lines[i].Id;
            lines[i].Hash.CopyTo(hashes, i * HashLength);
        }

        return new(chain, number, position, ids, hashes, previous, Reckon(chain, number, position, ids, hashes, previous));
    }

    /// <summary>Whether this seal stands directly after that one; the first stands after none.</summary>
    public bool Follows(LedgerHead? before) => before is null
        ? Number == 1 && Position == 1 && Previous.AsSpan().SequenceEqual(Nothing)
        : Number == before.Number + 1 && Position == before.LastPosition + 1 && Previous.AsSpan().SequenceEqual(before.Hash);

    public LedgerHead ToHead() => new(Chain, Number, LastPosition, Hash);

    private static byte[] Reckon(LedgerChain chain, long number, long position, Guid[] ids, byte[] hashes, byte[] previous)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> head = stackalloc byte[16 + 4 + 8 + 8 + 4];
        chain.AgencyId.TryWriteBytes(head, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(head[16..], chain.Month.Year * 100 + chain.Month.Month);
        BinaryPrimitives.WriteInt64BigEndian(head[20..], number);
        BinaryPrimitives.WriteInt64BigEndian(head[28..], position);
        BinaryPrimitives.WriteInt32BigEndian(head[36..], ids.Length);
        hash.AppendData(previous);
        hash.AppendData(head);
        Span<byte> id = stackalloc byte[16];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i].TryWriteBytes(id, bigEndian: true, out _);
            hash.AppendData(id);
            hash.AppendData(hashes, i * HashLength, HashLength);
        }

        return hash.GetHashAndReset();
    }
}

/// <summary>Where a chain stands: its last seal. Written down outside the database, it is an anchor.</summary>
public sealed record LedgerHead(LedgerChain Chain, long Number, long LastPosition, byte[] Hash);
