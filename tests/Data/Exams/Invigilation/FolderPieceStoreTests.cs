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
    public async Task Two_that_come_at_once_lie_behind_each_other()
    {
        var places = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => KeepAsync([.. Enumerable.Repeat((byte)number, 100 + number)])));
        await using var joined = _store.Open(Location, places)!;
        (await AllOfAsync(joined)).ShouldBe([.. Enumerable.Range(0, 20).SelectMany(number => Enumerable.Repeat((byte)number, 100 + number))]);
    }

    [Fact]
    public async Task No_location_leads_outside()
    {
        await Should.ThrowAsync<ArgumentException>(() => _store.AppendAsync("../outside", new byte[1], false, CancellationToken.None));
        _store.Open("exams/none", []).ShouldBeNull();
    }

    [Fact]
    public async Task A_sender_that_stalls_keeps_nobody_waiting()
    {
        using var stalled = new StalledStream([1, 2, 3]);
        var reading = ReceivedPiece.ReadAsync(stalled, 1_000, CancellationToken.None);
        (await KeepAsync([7, 8]).WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(new PiecePlace(0, 2));

        stalled.End();
        using var piece = await reading;
        piece.Bytes.ToArray().ShouldBe([1, 2, 3]);
        piece.Sha256().ShouldBe(SHA256.HashData([1, 2, 3]));
    }

    [Fact]
    public async Task Reading_stops_soon_after_the_most_and_grows_until_then()
    {
        using (var large = await ReceivedPiece.ReadAsync(new MemoryStream(new byte[1_000_000]), 1_000, CancellationToken.None))
        {
            large.Length.ShouldBeInRange(1_001, 200_000);
        }

        var bytes = new byte[300_000];
        new Random(3).NextBytes(bytes);
        using var whole = await ReceivedPiece.ReadAsync(new MemoryStream(bytes), 400_000, CancellationToken.None);
        whole.Bytes.ToArray().ShouldBe(bytes);
        whole.Head.ToArray().ShouldBe(bytes[..64]);
        whole.Tail.ToArray().ShouldBe(bytes[^whole.Tail.Length..]);
    }

    private Task<PiecePlace> KeepAsync(byte[] bytes) => _store.AppendAsync(Location, bytes, durable: true, CancellationToken.None);

    private static async Task<byte[]> AllOfAsync(Stream stream)
    {
        using var all = new MemoryStream();
        await stream.CopyToAsync(all);
        return all.ToArray();
    }

    /// <summary>Gives some bytes and then nothing until it is told to end.</summary>
    private sealed class StalledStream(byte[] bytes) : MemoryStream(bytes)
    {
        private readonly TaskCompletionSource _end = new();

        public void End() => _end.SetResult();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            if (read == 0)
            {
                await _end.Task.WaitAsync(cancellationToken);
            }

            return read;
        }
    }
}
