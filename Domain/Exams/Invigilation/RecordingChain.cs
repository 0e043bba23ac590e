using System.Globalization;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Invigilation;

/// <summary>A piece as it names itself.</summary>
public sealed record ChainPiece(int Number, byte[] Hash, byte[]? PreviousHash);

/// <summary>What of the run is kept around a number.</summary>
public sealed record ChainNeighbours(ChainPiece? Before, ChainPiece? Same, ChainPiece? After);

/// <param name="IsRepeat">The piece is kept already; nothing is left to do.</param>
/// <param name="FollowsAGap">The piece before it has not come.</param>
public sealed record ChainLink(bool IsRepeat, bool FollowsAGap);

/// <summary>
/// Each piece of a run names the hash of the one before it, so that none can be exchanged, taken out or put in afterwards. Pieces may
/// come late or not at all: then the chain has a gap, which is shown, and closes when the missing one fits on both sides.
/// </summary>
public static class RecordingChain
{
    private const int HashLength = 32;

    /// <summary>A day of ten-second pieces, and then some.</summary>
    public const int MostNumber = 20_000;

    public static Outcome<ChainLink> Fit(ChainPiece piece, ChainNeighbours kept)
    {
        if (piece.Number is < 0 or > MostNumber)
        {
            return CommonRefusals.OutOfRange.With("0", MostNumber.ToString(CultureInfo.InvariantCulture)).On("number");
        }

        if (piece.Hash.Length != HashLength)
        {
            return CommonRefusals.Malformed.On("hash");
        }

        if (piece.PreviousHash is { } previous ? piece.Number == 0 || previous.Length != HashLength : piece.Number > 0)
        {
            return CommonRefusals.Malformed.On("previousHash");
        }

        var number = piece.Number.ToString(CultureInfo.InvariantCulture);
        var followsAGap = piece.Number > 0 && kept.Before is null;
        if (kept.Same is { } same)
        {
            return Equal(same.Hash, piece.Hash) && Equal(same.PreviousHash, piece.PreviousHash)
                ? new ChainLink(IsRepeat: true, followsAGap)
                : InvigilationRefusals.NumberTaken.With(number);
        }

        var fits = (kept.Before is not { } before || Equal(before.Hash, piece.PreviousHash))
            && (kept.After is not { } after || Equal(after.PreviousHash, piece.Hash));
        return fits ? new ChainLink(IsRepeat: false, followsAGap) : InvigilationRefusals.ChainBroken.With(number);
    }

    private static bool Equal(byte[]? one, byte[]? other) =>
        one is null ? other is null : other is not null && one.AsSpan().SequenceEqual(other);
}
