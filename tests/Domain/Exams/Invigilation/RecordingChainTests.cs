using System.Security.Cryptography;
using Pinchang.Domain.Exams.Invigilation;

namespace Pinchang.Domain.Tests.Exams.Invigilation;

public sealed class RecordingChainTests
{
    private static readonly byte[][] Hashes = [.. Enumerable.Range(0, 6).Select(number => SHA256.HashData([(byte)number]))];

    private static readonly ChainNeighbours Nothing = new(null, null, null);

    private static ChainPiece Piece(int number) => new(number, Hashes[number], number == 0 ? null : Hashes[number - 1]);

    [Fact]
    [Clause("EX-6.3-online-b", at: "Domain/Exams/Invigilation/RecordingChain.cs")]
    public void Pieces_fit_in_order_with_gaps_and_when_the_missing_one_comes_late()
    {
        RecordingChain.Fit(Piece(0), Nothing).Value!.IsRepeat.ShouldBeFalse();
        RecordingChain.Fit(Piece(1), new(Piece(0), null, null)).IsAccepted.ShouldBeTrue();
        RecordingChain.Fit(Piece(4), Nothing).IsAccepted.ShouldBeTrue("a gap is shown, not refused");
        RecordingChain.Fit(Piece(3), new(Piece(2), null, Piece(4))).IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public void A_repeat_is_told_from_another_piece_of_the_same_number()
    {
        RecordingChain.Fit(Piece(2), new(Piece(1), Piece(2), null)).Value!.IsRepeat.ShouldBeTrue();

        var other = Piece(2) with { Hash = Hashes[5] };
        var refusal = RecordingChain.Fit(other, new(Piece(1), Piece(2), null)).Refusal!;
        (refusal.Code, refusal.Arguments.Single()).ShouldBe(("recordings.number-taken", "2"));
    }

    [Fact]
    public void A_piece_that_fits_neither_before_nor_after_is_refused()
    {
        RecordingChain.Fit(Piece(3) with { PreviousHash = Hashes[5] }, new(Piece(2), null, null)).Refusal!.Code.ShouldBe("recordings.chain-broken");
        RecordingChain.Fit(Piece(3) with { Hash = Hashes[5] }, new(Piece(2), null, Piece(4))).Refusal!.Code.ShouldBe("recordings.chain-broken");
    }

    [Fact]
    public void What_a_piece_says_of_itself_must_be_well_formed()
    {
        RecordingChain.Fit(Piece(1) with { PreviousHash = null }, Nothing).Refusal!.Field.ShouldBe("previousHash");
        RecordingChain.Fit(Piece(0) with { PreviousHash = Hashes[1] }, Nothing).Refusal!.Field.ShouldBe("previousHash");
        RecordingChain.Fit(Piece(0) with { Hash = [1, 2] }, Nothing).Refusal!.Field.ShouldBe("hash");
        RecordingChain.Fit(Piece(0) with { Number = -1 }, Nothing).Refusal!.Field.ShouldBe("number");
        RecordingChain.Fit(Piece(0) with { Number = 20_001, PreviousHash = Hashes[1] }, Nothing).Refusal!.Field.ShouldBe("number");
    }

    [Fact]
    public void The_first_piece_says_what_the_run_is()
    {
        byte[] webm = [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x86, 0x81, 0x01, 0x42, 0x82, 0x84, .. "webm"u8];
        byte[] matroska = [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x86, 0x81, 0x01, 0x42, 0x82, 0x88, .. "matroska"u8];
        byte[] mp4 = [0, 0, 0, 0x24, .. "ftypisom"u8];
        byte[] fragment = [0, 0, 8, 0x2c, .. "moof"u8];

        PieceSignature.OfFirst(webm).ShouldBe("video/webm");
        PieceSignature.OfFirst(mp4).ShouldBe("video/mp4");
        PieceSignature.OfFirst(matroska).ShouldBeNull();
        PieceSignature.OfFirst("MZ\u0090"u8).ShouldBeNull("a program is no recording");
        PieceSignature.OfFirst([]).ShouldBeNull();
        PieceSignature.Continues("video/mp4", fragment).ShouldBeTrue();
        PieceSignature.Continues("video/mp4", "<html></html>"u8).ShouldBeFalse();
    }
}
