using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Api.Tests.Exams.Papers;

/// <summary>Spreadsheets as people and as attackers send them.</summary>
internal static class Workbooks
{
    private static readonly string[] Titles =
        [QuestionSheet.Code, QuestionSheet.Kind, QuestionSheet.Subject, QuestionSheet.Difficulty, QuestionSheet.Points, QuestionSheet.Stem, "选项A", "选项B", "选项C", QuestionSheet.Answer];

    public static string[] Row(string code, string stem = "下列哪一项正确？") => [code, "单选题", "综合知识", "2", "1", stem, "对的", "错的", "以上都不对", "A"];

    /// <summary>A sheet with titles and these rows; a cell that begins with = is a formula, and one that ends with % is shown as a percentage.</summary>
    public static byte[] Of(params string[][] rows) => Make([Titles, .. rows]);

    /// <summary>What an unzipped first sheet says.</summary>
    public static string TextOf(byte[] workbook)
    {
        using var archive = new ZipArchive(new MemoryStream(workbook));
        using var reader = new StreamReader(archive.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        return reader.ReadToEnd();
    }

    public static byte[] WithoutColumn(string title) =>
        Make([[.. Titles.Where(column => column != title)], ["X-1", "单选题", "综合知识"]]);

    public static byte[] WithMacros() => With("xl/vbaProject.bin", [1, 2, 3]);

    public static byte[] WithExternalLink() => With("xl/externalLinks/externalLink1.xml", "<externalLink/>"u8.ToArray());

    /// <summary>A few kilobytes that unpack to 80 MB.</summary>
    public static byte[] Bomb() => With("xl/media/zeros.bin", new byte[80 * 1024 * 1024]);

    public static byte[] WithDoctype() => With(
        "xl/workbook.xml", Encoding.UTF8.GetBytes("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">&e;</workbook>"));

    public static byte[] Word()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "[Content_Types].xml", "<Types/>"u8.ToArray());
            Add(archive, "word/document.xml", "<document/>"u8.ToArray());
        }

        return stream.ToArray();
    }

    public static byte[] With(string name, byte[] content)
    {
        using var stream = new MemoryStream();
        stream.Write(Of(Row("X-1")));
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            archive.GetEntry(name)?.Delete();
            Add(archive, name, content);
        }

        return stream.ToArray();
    }

    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        using var entry = archive.CreateEntry(name).Open();
        entry.Write(content);
    }

    private static byte[] Make(string[][] rows)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            var part = workbook.AddNewPart<WorksheetPart>();
            part.Worksheet = new Worksheet(new SheetData(rows.Select(cells => new DocumentFormat.OpenXml.Spreadsheet.Row(cells.Select(CellOf)))));
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = new(
                new Fonts(new Font()), new Fills(new Fill()), new Borders(new Border()), new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 10 }));
            workbook.Workbook = new Workbook(new Sheets(new Sheet { Id = workbook.GetIdOfPart(part), SheetId = 1, Name = "试题" }));
            workbook.Workbook.Save();
        }

        return stream.ToArray();
    }

    private static Cell CellOf(string text) => text.StartsWith('=')
        ? new Cell { CellFormula = new CellFormula(text[1..]), CellValue = new CellValue("1") }
        : text.EndsWith('%')
            ? new Cell { StyleIndex = 1, CellValue = new CellValue(decimal.Parse(text[..^1], CultureInfo.InvariantCulture) / 100) }
        : decimal.TryParse(text, out _)
            ? new Cell { CellValue = new CellValue(text) }
            : new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text)) };
}
