using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Pinchang.Api.Hosting;

/// <summary>A sheet of a workbook, row by row.</summary>
/// <param name="Rows">Whole numbers become numbers that can be summed; everything else is text.</param>
internal sealed record SheetTable(string Name, IReadOnlyList<object?[]> Rows);

/// <summary>
/// An .xlsx file. Texts lie in it as texts, also where somebody goes on typing: nothing becomes a formula, a date, or an identity number
/// with its last digits lost.
/// </summary>
internal static class SheetFile
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const uint TextFormat = 49;
    private const uint TextStyle = 1;
    private const uint MostColumns = 64;

    public static FileContentHttpResult ToFile(string name, params SheetTable[] tables) => TypedResults.File(Make(tables), ContentType, name);

    public static byte[] Make(params SheetTable[] tables)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.Workbook = new Workbook();
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var sheets = workbook.Workbook.AppendChild(new Sheets());
            foreach (var table in tables)
            {
                var part = workbook.AddNewPart<WorksheetPart>();
                part.Worksheet = new Worksheet(
                    new Columns(new Column { Min = 1, Max = MostColumns, Width = 16, CustomWidth = true, Style = TextStyle }),
                    new SheetData(table.Rows.Select((cells, index) => new Row(cells.Select(CellOf)) { RowIndex = (uint)index + 1 })));
                sheets.Append(new Sheet { Id = workbook.GetIdOfPart(part), SheetId = (uint)sheets.ChildElements.Count + 1, Name = table.Name });
            }

            workbook.Workbook.Save();
        }

        return stream.ToArray();
    }

    private static Stylesheet Styles() => new(
        new Fonts(new Font()),
        new Fills(new Fill()),
        new Borders(new Border()),
        new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = TextFormat, ApplyNumberFormat = true }));

    private static Cell CellOf(object? value) => value is int number
        ? new Cell { DataType = CellValues.Number, CellValue = new CellValue(number.ToString(CultureInfo.InvariantCulture)) }
        : new Cell { DataType = CellValues.InlineString, StyleIndex = TextStyle, InlineString = new InlineString(new Text(value as string ?? "")) };
}
