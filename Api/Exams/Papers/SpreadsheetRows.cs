using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Api.Exams.Papers;

/// <summary>The rows of a guarded spreadsheet's first visible sheet, cell by cell, by the titles in its first filled row.</summary>
internal static class SpreadsheetRows
{
    // Titles stand at the top; a sheet that has none in its first rows is another sheet.
    private const int MostRowsAbove = 5;
    private const int MostColumns = 64;
    private const int MostCharacters = 30_000_000;

    public static Outcome<SheetRow[]> Read(byte[] file)
    {
        try
        {
            using var document = SpreadsheetDocument.Open(
                new MemoryStream(file, writable: false), isEditable: false, new OpenSettings { MaxCharactersInPart = MostCharacters });
            return document.WorkbookPart is { } workbook ? Read(workbook) : QuestionImportRefusals.NotASpreadsheet;
        }
        catch (Exception malformed) when (malformed is OpenXmlPackageException or XmlException or InvalidDataException or FileFormatException or FormatException or UriFormatException)
        {
            return QuestionImportRefusals.NotASpreadsheet;
        }
    }

    private static Outcome<SheetRow[]> Read(WorkbookPart workbook)
    {
        var sheets = workbook.Workbook.Sheets?.Elements<Sheet>() ?? [];
        var visible = sheets.FirstOrDefault(sheet => sheet.State is null || sheet.State.Value == SheetStateValues.Visible);
        if (visible?.Id?.Value is not { } id || !workbook.TryGetPartById(id, out var part) || part is not WorksheetPart worksheet)
        {
            return QuestionImportRefusals.Empty;
        }

        var shared = SharedTexts(workbook);
        var formats = NumberFormats.Of(workbook);
        Dictionary<int, string>? titles = null;
        var rows = new List<SheetRow>();
        var above = 0;
        using var reader = OpenXmlReader.Create(worksheet);
        var number = 0;
        while (reader.Read())
        {
            if (reader.ElementType != typeof(Row) || !reader.IsStartElement || reader.LoadCurrentElement() is not Row row)
            {
                continue;
            }

            number = row.RowIndex is { } index ? (int)index.Value : number + 1;
            var cells = CellsOf(row, shared, formats);
            if (cells.All(cell => cell.Text.Length == 0 && cell.Fault is null))
            {
                continue;
            }

            if (titles is null)
            {
                if (cells.Any(cell => TitleOf(cell) == QuestionSheet.Code))
                {
                    titles = TitlesOf(cells);
                    if (QuestionSheet.Required.Except(titles.Values).ToArray() is { Length: > 0 } missing)
                    {
                        return QuestionImportRefusals.Columns.With(string.Join('、', missing));
                    }
                }
                else if (++above > MostRowsAbove)
                {
                    break;
                }

                continue;
            }

            if (rows.Count == QuestionSheet.MostRows)
            {
                return QuestionImportRefusals.TooManyRows.With(QuestionSheet.MostRows.ToString(CultureInfo.InvariantCulture));
            }

            rows.Add(RowOf(number, cells, titles));
        }

        return titles is null
            ? QuestionImportRefusals.Columns.With(string.Join('、', QuestionSheet.Required))
            : rows.Count == 0 ? QuestionImportRefusals.Empty : rows.ToArray();
    }

    private static Dictionary<int, string> TitlesOf(List<ReadCell> cells)
    {
        var titles = new Dictionary<int, string>();
        foreach (var cell in cells)
        {
            var title = TitleOf(cell);
            if (QuestionSheet.Columns.Contains(title) && !titles.ContainsValue(title))
            {
                titles[cell.Column] = title;
            }
        }

        return titles;
    }

    // A star marks the columns that must be filled.
    private static string TitleOf(ReadCell cell) => cell.Text.TrimEnd('*', '＊', ' ');

    private static SheetRow RowOf(int number, List<ReadCell> cells, Dictionary<int, string> titles)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var faults = new Dictionary<string, Refusal>(StringComparer.Ordinal);
        foreach (var cell in cells)
        {
            if (titles.GetValueOrDefault(cell.Column) is not { } title)
            {
                continue;
            }

            texts[title] = cell.Text;
            if (cell.Fault is { } fault)
            {
                faults[title] = fault;
            }
        }

        return new(number, texts, faults);
    }

    private static List<ReadCell> CellsOf(Row row, string[] shared, NumberFormats formats)
    {
        var cells = new List<ReadCell>();
        var next = 0;
        foreach (var cell in row.Elements<Cell>())
        {
            var column = cell.CellReference?.Value is { } reference ? ColumnOf(reference) : next;
            next = column + 1;
            if (column < MostColumns)
            {
                cells.Add(new(column, TextOf(cell, shared).Trim(), FaultOf(cell, formats)));
            }
        }

        return cells;
    }

    // A value that a formula left behind may be another tomorrow; nobody wrote it. Nor did anybody write 45413 who sees a date.
    private static Refusal? FaultOf(Cell cell, NumberFormats formats) => cell.CellFormula is not null
        ? QuestionImportRefusals.Formula
        : cell.DataType?.Value == CellValues.Error ? QuestionImportRefusals.CellError
        : cell.CellValue is not null && cell.DataType?.Value is null or CellValues.Number or CellValues.Date && !formats.ShowsWhatIsStored(cell)
            ? QuestionImportRefusals.CellFormatted : null;

    private static string TextOf(Cell cell, string[] shared)
    {
        if (cell.CellFormula is not null)
        {
            return "";
        }

        var value = cell.CellValue?.Text ?? "";
        return cell.DataType?.Value switch
        {
            CellValues.SharedString => int.TryParse(value, CultureInfo.InvariantCulture, out var index) && index >= 0 && index < shared.Length ? shared[index] : "",
            CellValues.InlineString => Texts(cell.InlineString),
            CellValues.Boolean => value == "1" ? "TRUE" : "FALSE",
            CellValues.Error => "",
            CellValues.String => value,
            _ => NumberText(value),
        };
    }

    // 0.1 is stored as 0.10000000000000001.
    private static string NumberText(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e15
            ? ((decimal)number).ToString("0.##########", CultureInfo.InvariantCulture)
            : value;

    private static string[] SharedTexts(WorkbookPart workbook) =>
        workbook.SharedStringTablePart?.SharedStringTable is { } table ? [.. table.Elements<SharedStringItem>().Select(Texts)] : [];

    // Runs of one text with several fonts; the reading aids of Japanese texts are no part of it.
    private static string Texts(OpenXmlElement? element)
    {
        var text = new StringBuilder();
        foreach (var part in element?.Descendants<Text>().Where(text => text.Parent is not PhoneticRun) ?? [])
        {
            text.Append(part.Text);
        }

        return text.ToString();
    }

    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var letter in reference.TakeWhile(char.IsAsciiLetter).Take(4))
        {
            column = (column * 26) + char.ToUpperInvariant(letter) - 'A' + 1;
        }

        return column - 1;
    }

    private sealed record ReadCell(int Column, string Text, Refusal? Fault);
}
