using System.Security.Cryptography;
using Pinchang.Data.Files;

namespace Pinchang.Data.Tests.Files;

public sealed class FolderFileStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pinchang-files-").FullName;
    private readonly FolderFileStore _store;

    public FolderFileStoreTests() => _store = new(_folder, TimeProvider.System);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_kept_is_given_back_byte_for_byte()
    {
        var bytes = RandomNumberGenerator.GetBytes(300_000);
        await using (var incoming = await _store.ReceiveAsync(new MemoryStream(bytes), long.MaxValue, default))
        {
            incoming.Content.Sha256.ShouldBe(SHA256.HashData(bytes));
            incoming.Content.Head.ShouldBe(bytes[..16]);
            incoming.Content.Tail.ShouldBe(bytes[^1024..]);
            await incoming.KeepAsync("resumes/2026/03/one", default);
        }

        await using var kept = (await _store.OpenAsync("resumes/2026/03/one", default))!;
        var read = new MemoryStream();
        await kept.CopyToAsync(read);
        read.ToArray().ShouldBe(bytes);
    }

    [Fact]
    public async Task Both_ends_are_seen_however_small_the_pieces_are()
    {
        var bytes = RandomNumberGenerator.GetBytes(3_000);

        await using var incoming = await _store.ReceiveAsync(new Trickle(bytes), long.MaxValue, default);

        incoming.Content.Head.ShouldBe(bytes[..16]);
        incoming.Content.Tail.ShouldBe(bytes[^1024..]);
    }

    [Fact]
    public async Task Bytes_that_nobody_kept_are_gone()
    {
        await (await _store.ReceiveAsync(new MemoryStream([1, 2, 3]), 10, default)).DisposeAsync();

        Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Reading_stops_beyond_the_limit()
    {
        var endless = new Trickle(new byte[1_000_000]);

        await using var incoming = await _store.ReceiveAsync(endless, 100, default);

        incoming.Content.Size.ShouldBe(101);
        endless.Position.ShouldBe(101);
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("/etc/passwd")]
    [InlineData("resumes/../../outside")]
    public async Task A_location_outside_of_the_folder_is_never_followed(string location) =>
        await Should.ThrowAsync<ArgumentException>(() => _store.OpenAsync(location, default));

    [Fact]
    public async Task A_file_that_is_not_there_is_null() => (await _store.OpenAsync("resumes/2026/03/none", default)).ShouldBeNull();

    /// <summary>Gives one byte at a time.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..1], cancellationToken);
    }
}
