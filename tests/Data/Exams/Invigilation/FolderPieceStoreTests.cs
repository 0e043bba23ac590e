using System.Security.Cryptography;
using Pinchang.Data.Exams.Invigilation;
using Pinchang.Domain.Exams.Invigilation;

namespace Pinchang.Data.Tests.Exams.Invigilation;

public sealed class FolderPieceStoreTests : IDisposable
{
    private const string Location = "exams/2026/11/session/run";
    private readonly string _root = Directory.CreateTempSubdirectory("pinchang-pieces-").FullName;
    private readonly FolderPieceStore _store;

    public FolderPieceStoreTests() => _store = new(_root);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Pieces_grow_one_file_and_are_read_in_the_order_asked_for()
    {
        var places = new List<PiecePlace>();
        foreach (var bytes in new byte[][] { [1, 2, 3], [4, 5], [6, 7, 8, 9] })
        {
            places.Add(await KeepAsync(bytes));
        }

        Directory.GetFiles(_root, "*", SearchOption.AllDirectories).ShouldHaveSingleItem();
        await using var joined = _store.Open(Location, [places[2], places[0], places[1]])!;
        (await AllOfAsync(joined)).ShouldBe([6, 7, 8, 9, 1, 2, 3, 4, 5]);
        joined.Seek(3, SeekOrigin.Begin);
        (await AllOfAsync(joined)).ShouldBe([9, 1, 2, 3, 4, 5]);
    }

    [Fact]
    public async Task What_is_not_kept_leaves_no_byte_and_lets_the_next_one_in()
    {
        var first = await KeepAsync([1, 2, 3]);
        await using (var dropped = await _store.ReceiveAsync(Location, new MemoryStream([9, 9, 9, 9]), 100, CancellationToken.None))
        {
            dropped.Piece.Sha256.ShouldBe(SHA256.HashData([9, 9, 9, 9]));
        }

        var second = await KeepAsync([4]);
        second.Position.ShouldBe(first.Position + first.Length);
    }

    [Fact]
    public async Task Two_that_come_at_once_lie_behind_each_other()
    {
        var places = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => KeepAsync([.. Enumerable.Repeat((byte)number, 100 + number)])));
        await using var joined = _store.Open(Location, places)!;
        (await AllOfAsync(joined)).ShouldBe([.. Enumerable.Range(0, 20).SelectMany(number => Enumerable.Repeat((byte)number, 100 + number))]);
    }

    [Fact]
    public async Task Reading_stops_soon_after_the_most_and_no_location_leads_outside()
    {
        await using (var large = await _store.ReceiveAsync(Location, new MemoryStream(new byte[1_000_000]), 1_000, CancellationToken.None))
        {
            large.Piece.Place.Length.ShouldBeInRange(1_001, 200_000);
        }

        await Should.ThrowAsync<ArgumentException>(() => _store.ReceiveAsync("../outside", new MemoryStream(), 10, CancellationToken.None));
        _store.Open("exams/none", []).ShouldBeNull();
    }

    private async Task<PiecePlace> KeepAsync(byte[] bytes)
    {
        await using var incoming = await _store.ReceiveAsync(Location, new MemoryStream(bytes), 1_000, CancellationToken.None);
        incoming.Keep();
        return incoming.Piece.Place;
    }

    private static async Task<byte[]> AllOfAsync(Stream stream)
    {
        using var all = new MemoryStream();
        await stream.CopyToAsync(all);
        return all.ToArray();
    }
}
