using System.Globalization;
using Pinchang.Contracts;
using Pinchang.Contracts.Resumes;

namespace Pinchang.Domain.Files;

/// <summary>A file that somebody uploaded: what it is, and where its bytes lie.</summary>
public sealed class UploadedFile : IScannedFile
{
    private UploadedFile()
    {
    }

    public Guid Id { get; private set; }

    public FileKind Kind { get; private set; }

    public Guid OwnerId { get; private set; }

    /// <summary>The command that brought it, so that sending it again finds it.</summary>
    public Guid UploadKey { get; private set; }

    /// <summary>As its owner called it; never part of a path.</summary>
    public string Name { get; private set; } = "";

    public string ContentType { get; private set; } = "";

    public long Size { get; private set; }

    /// <summary>Of the bytes as they were sent: by it the same upload is known again. A picture is kept as it was drawn anew.</summary>
    public byte[] Sha256 { get; private set; } = [];

    /// <summary>Where the store keeps it: context/yyyy/mm/uuid.</summary>
    public string Location { get; private set; } = "";

    public DateTimeOffset UploadedAt { get; private set; }

    public ScanState Scan { get; private set; }

    public DateTimeOffset? ScannedAt { get; private set; }

    public string? Finding { get; private set; }

    public static Outcome<UploadedFile> Receive(Upload upload, ReceivedContent content, DateTimeOffset now)
    {
        var limits = FileLimits.Of(upload.Kind);
        if (content.Size == 0)
        {
            return FileRefusals.Empty.On("file");
        }

        if (content.Size > limits.Bytes)
        {
            return TooLarge(upload.Kind);
        }

        var type = FileSignature.Recognise(content.Head, content.Tail);
        if (type is null || !limits.ContentTypes.Contains(type))
        {
            return FileRefusals.WrongType.With(limits.Described).On("file");
        }

        return new UploadedFile
        {
            Id = upload.Id,
            Kind = upload.Kind,
            OwnerId = upload.OwnerId,
            UploadKey = upload.Key,
            Name = FileName.Tidy(upload.Name, type),
            ContentType = type,
            Size = content.Size,
            Sha256 = content.Sha256,
            Location = string.Create(CultureInfo.InvariantCulture, $"{FolderOf(upload.Kind)}/{now.UtcDateTime:yyyy}/{now.UtcDateTime:MM}/{upload.Id}"),
            UploadedAt = now,
        };
    }

    public void Take(ScanVerdict verdict, DateTimeOffset now) => (Scan, ScannedAt, Finding) = (verdict.State, now, verdict.Finding);

    /// <summary>Its picture was drawn anew.</summary>
    public void Redraw(long size) => Size = size;

    public static Refusal TooLarge(FileKind kind) =>
        FileRefusals.TooLarge.With(FileLimits.Of(kind).MegaBytes.ToString(CultureInfo.InvariantCulture)).On("file");

    private static string FolderOf(FileKind kind) => kind switch
    {
        FileKind.Resume => "resumes",
        FileKind.Licence => "organisations",
        FileKind.Cover => "live",
        FileKind.ExamPhoto => "exams",

        // Faces and documents lie apart, for their short life.
        FileKind.ExamIdentity => "identity",
        FileKind.Complaint => "complaints",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}

/// <summary>Who uploads, what for, and by which command.</summary>
public sealed record Upload(Guid Id, FileKind Kind, Guid OwnerId, Guid Key, string? Name);

/// <summary>What arrived: both ends of it are enough to recognise it.</summary>
public sealed record ReceivedContent(long Size, byte[] Head, byte[] Tail, byte[] Sha256);
