using System.IO.Compression;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Api.Exams.Papers;

/// <summary>What a file must be before it is opened as a spreadsheet: judged by its bytes and by the names inside, never by its own name.</summary>
internal static class SpreadsheetGuard
{
    public const int MostBytes = 5 * 1024 * 1024;

    private const int MostEntries = 1_000;
    private const long MostUnpacked = 60L * 1024 * 1024;

    private static readonly string[] Macros = ["vbaProject", "vbaData", "macrosheets/", "activeX/", "embeddings/", "ctrlProps/"];
    private static readonly string[] Archives = [".zip", ".xlsx", ".docx", ".pptx", ".7z", ".rar", ".gz"];
    private static readonly string[] Externals = ["externalLinks/", "xl/connections.xml", "queryTables/", "customData/", "webextensions/"];

    public static Refusal? Check(byte[] file)
    {
        if (file.AsSpan().StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]))
        {
            return QuestionImportRefusals.OldOrLocked;
        }

        if (!file.AsSpan().StartsWith("PK\u0003\u0004"u8))
        {
            return QuestionImportRefusals.NotASpreadsheet;
        }

        try
        {
            using var archive = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
            return CheckEntries(archive);
        }
        catch (InvalidDataException)
        {
            return QuestionImportRefusals.NotASpreadsheet;
        }
    }

    private static Refusal? CheckEntries(ZipArchive archive)
    {
        if (archive.Entries.Count > MostEntries)
        {
            return QuestionImportRefusals.Bomb;
        }

        if (archive.GetEntry("[Content_Types].xml") is null || archive.GetEntry("xl/workbook.xml") is null)
        {
            return archive.GetEntry("xl/workbook.bin") is null ? QuestionImportRefusals.NotASpreadsheet : QuestionImportRefusals.OldOrLocked;
        }

        if (archive.Entries.Any(entry => entry.IsEncrypted))
        {
            return QuestionImportRefusals.OldOrLocked;
        }

        if (archive.Entries.Any(entry => Names(entry, Macros)))
        {
            return QuestionImportRefusals.Macros;
        }

        if (archive.Entries.Any(IsOutside) || archive.Entries.Any(entry => Names(entry, Archives)))
        {
            return QuestionImportRefusals.NotASpreadsheet;
        }

        return archive.Entries.Any(entry => Names(entry, Externals))
            ? QuestionImportRefusals.External
            : Unpack(archive);
    }

    // Unpacked once and thrown away: the sizes that an archive declares are its author's word.
    private static Refusal? Unpack(ZipArchive archive)
    {
        var left = MostUnpacked;
        var buffer = new byte[64 * 1024];
        foreach (var entry in archive.Entries)
        {
            using var unpacked = entry.Open();
            for (var read = unpacked.Read(buffer); read > 0; read = unpacked.Read(buffer))
            {
                if ((left -= read) < 0)
                {
                    return QuestionImportRefusals.Bomb;
                }
            }
        }

        return null;
    }

    private static bool IsOutside(ZipArchiveEntry entry)
    {
        var name = entry.FullName.Replace('\\', '/');
        return name.StartsWith('/') || name.Contains(':', StringComparison.Ordinal) || name.Split('/').Contains("..");
    }

    private static bool Names(ZipArchiveEntry entry, string[] parts) =>
        parts.Any(part => entry.FullName.Replace('\\', '/').Contains(part, StringComparison.OrdinalIgnoreCase));
}
