using System.Globalization;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Pinchang.Data;
using Pinchang.Data.Keys;
using Pinchang.Data.Persons;
using Pinchang.Domain.Files;
using Pinchang.Domain.Persons;

namespace Pinchang.Api.Persons;

/// <summary>All that is held about a person as a ZIP: for machines (JSON), for reading (HTML), and the files they uploaded.</summary>
internal sealed class PersonArchive(PersonRecords records, FieldSeals seals, PinchangContext data, IFileStore files)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>In a file that is gone once it is closed: a person may have uploaded much.</summary>
    public async Task<Stream> MakeAsync(Guid personId, DateTimeOffset now, CancellationToken cancellation)
    {
        var kinds = new List<(DataKind Kind, JsonArray Rows)>();
        await foreach (var (kind, rows) in records.ReadAsync(personId, cancellation))
        {
            Open(rows);
            kinds.Add((kind, rows));
        }

        var stream = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        });
        try
        {
            await using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            {
                var document = new JsonObject(kinds.Select(pair => KeyValuePair.Create(pair.Kind.ToString(), (JsonNode?)pair.Rows.DeepClone())));
                await WriteAsync(archive, "个人信息.json", document.ToJsonString(Readable));
                await WriteAsync(archive, "个人信息.html", PersonDocument.Of(kinds, now));
                await AddFilesAsync(archive, personId, cancellation);
            }

            stream.Position = 0;
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private async Task AddFilesAsync(ZipArchive archive, Guid personId, CancellationToken cancellation)
    {
        var uploads = await data.Files.AsNoTracking().Where(file => file.OwnerId == personId && file.Scan != ScanState.Infected).OrderBy(file => file.UploadedAt).ToListAsync(cancellation);
        foreach (var (upload, number) in uploads.Select((upload, i) => (upload, i + 1)))
        {
            if (await files.OpenAsync(upload.Location, cancellation) is { } content)
            {
                await using var _ = content;
                await using var entry = await archive.CreateEntry(string.Create(CultureInfo.InvariantCulture, $"文件/{number:D3}-{upload.Name}")).OpenAsync(cancellation);
                await content.CopyToAsync(entry, cancellation);
            }
        }
    }

    private static async Task WriteAsync(ZipArchive archive, string name, string text)
    {
        await using var writer = new StreamWriter(await archive.CreateEntry(name).OpenAsync());
        await writer.WriteAsync(text);
    }

    /// <summary>Their own numbers in full: this is for the person alone.</summary>
    private void Open(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray rows:
                foreach (var row in rows)
                {
                    Open(row);
                }

                break;
            case JsonObject row:
                foreach (var (key, value) in row.ToList())
                {
                    if (value is JsonValue text && text.TryGetValue<string>(out var kept) && kept.StartsWith("sealed:", StringComparison.Ordinal))
                    {
                        row[key] = kept.Split(':') is [_, var field, { Length: > 0 } hex] && Enum.TryParse<SealedField>(field, out var of)
                            ? seals.Open(of, Convert.FromHexString(hex))
                            : null;
                    }
                    else
                    {
                        Open(value);
                    }
                }

                break;
        }
    }
}
