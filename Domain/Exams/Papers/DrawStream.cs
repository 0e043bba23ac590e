using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Pinchang.Domain.Exams.Papers;

/// <summary>
/// Numbers from a seed that anybody can draw again, on any machine and in any language: block i is SHA-256 of the UTF-8 text
/// <c>seed|purpose|i</c>, read as eight big-endian 32-bit numbers. One purpose per decision, so that no decision shifts another.
/// </summary>
internal sealed class DrawStream(string seed, string purpose)
{
    private readonly byte[] _block = new byte[SHA256.HashSizeInBytes];
    private int _blocks;
    private int _read = SHA256.HashSizeInBytes;

    /// <summary>Uniform in 0…count-1: numbers of the incomplete last round are thrown away, so that none is favoured.</summary>
    public int Below(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var complete = (1L << 32) / count * count;
        while (true)
        {
            var number = NextNumber();
            if (number < complete)
            {
                return (int)(number % count);
            }
        }
    }

    /// <summary>Fisher and Yates from the end, into a new array.</summary>
    public T[] Shuffle<T>(IEnumerable<T> items)
    {
        T[] shuffled = [.. items];
        for (var last = shuffled.Length - 1; last > 0; last--)
        {
            var other = Below(last + 1);
            (shuffled[last], shuffled[other]) = (shuffled[other], shuffled[last]);
        }

        return shuffled;
    }

    private uint NextNumber()
    {
        if (_read == _block.Length)
        {
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{seed}|{purpose}|{_blocks++}")), _block);
            _read = 0;
        }

        var number = BinaryPrimitives.ReadUInt32BigEndian(_block.AsSpan(_read));
        _read += sizeof(uint);
        return number;
    }
}
