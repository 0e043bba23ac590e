namespace Pinchang.Embedded.PostgreSql.Backups;

/// <summary>A backup cannot be made or put back; the message is one sentence for the person who asked.</summary>
public sealed class BackupException : Exception
{
    public BackupException()
    {
    }

    public BackupException(string message)
        : base(message)
    {
    }

    public BackupException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
