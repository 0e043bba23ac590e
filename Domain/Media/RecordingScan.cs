using System.Buffers;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Domain.Media;

/// <summary>
/// Reads a recording file from its start and finds what is whole in it: after a crash the last fragment may be cut,
/// and everything up to it is kept.
/// </summary>
public static class RecordingScan
{
    private const int LargestFragment = 8 * 1024 * 1024;

    /// <summary>Null when not even the init segment is whole.</summary>
    public static (RecordingPart Part, FragmentEntry[] Fragments, RecordingGap[] Gaps)? Read(Stream file, int part)
    {
        ArgumentNullException.ThrowIfNull(file);
        using var reader = new BoxReader(file);
        if (!reader.TryRead(0, 2) || InitSegment.Read(reader.Bytes) is not { Value: { } init })
        {
            return null;
        }

        var fragments = new List<FragmentEntry>();
        var gaps = new List<RecordingGap>();
        var whole = (long)reader.Bytes.Length;
        while (reader.TryRead(whole, 1))
        {
            if (GapBox.Read(reader.Bytes) is { } gap)
            {
                gaps.Add(gap);
            }
            else if (reader.TryRead(whole, 2) && MediaFragment.Read(reader.Bytes, init) is { Value: { } fragment })
            {
                fragments.Add(new FragmentEntry(part, whole, reader.Bytes.Length, fragment));
            }
            else
            {
                break;
            }

            whole += reader.Bytes.Length;
        }

        return (new RecordingPart(part, init, whole), [.. fragments], [.. gaps]);
    }

    /// <summary>Reads so many whole boxes into one buffer that is used again.</summary>
    private sealed class BoxReader(Stream file) : IDisposable
    {
        private byte[] _buffer = ArrayPool<byte>.Shared.Rent(256 * 1024);
        private int _length;

        public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

        public bool TryRead(long offset, int boxes)
        {
            file.Position = offset;
            _length = 0;
            for (; boxes > 0; boxes--)
            {
                if (!TryFill(_length + 8) || HeadLength(_length) is not { } length || !TryFill(_length - 8 + length))
                {
                    return false;
                }
            }

            return true;
        }

        public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

        private int? HeadLength(int filled)
        {
            var length = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(_buffer.AsSpan(filled - 8));
            return length is >= 8 and <= LargestFragment ? (int)length : null;
        }

        private bool TryFill(int length)
        {
            if (length > LargestFragment)
            {
                return false;
            }

            if (length > _buffer.Length)
            {
                var larger = ArrayPool<byte>.Shared.Rent(length);
                Bytes.CopyTo(larger);
                ArrayPool<byte>.Shared.Return(_buffer);
                _buffer = larger;
            }

            var missing = length - _length;
            var read = file.ReadAtLeast(_buffer.AsSpan(_length, missing), missing, throwOnEndOfStream: false);
            _length += read;
            return read == missing;
        }
    }
}
