namespace Pinchang.Domain.Files;

/// <summary>Where the bytes of files lie: a folder, or blobs.</summary>
public interface IFileStore
{
    /// <summary>
    /// Takes the bytes in without showing them under any name yet, and stops reading once there are more than
    /// <paramref name="most"/>. Disposing what comes back drops them unless they were kept.
    /// </summary>
    Task<IIncomingFile> ReceiveAsync(Stream content, long most, CancellationToken cancellation);

    /// <summary>The bytes at a location, or null when they are not there.</summary>
    Task<Stream?> OpenAsync(string location, CancellationToken cancellation);

    /// <summary>Removes the bytes; nothing happens when they are gone already.</summary>
    Task DeleteAsync(string location, CancellationToken cancellation);
}

/// <summary>Bytes that have arrived and belong to nobody until kept.</summary>
public interface IIncomingFile : IAsyncDisposable
{
    ReceivedContent Content { get; }

    /// <summary>What arrived, from its beginning.</summary>
    Stream Open();

    /// <summary>Puts other bytes in the place of those that arrived; returns how many.</summary>
    Task<long> ReplaceAsync(Stream content, CancellationToken cancellation);

    /// <summary>Puts them at the location, durably.</summary>
    Task KeepAsync(string location, CancellationToken cancellation);
}
