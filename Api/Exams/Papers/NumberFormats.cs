using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Pinchang.Api.Exams.Papers;

/// <summary>How a workbook shows its numbers: where 25% is seen 0.25 is stored, and where a date or ½ is seen, a number of days.</summary>
internal sealed partial class NumberFormats
{
    private const uint FirstOwn = 164;

    // General, 0, 0.00, #,##0, #,##0.00 and text (ECMA-376, 18.8.30).
    private static readonly uint[] Plain = [0, 1, 2, 3, 4, 49];

    private readonly uint[] _formatOfStyle;
    private readonly Dictionary<uint, string> _own;

    private NumberFormats(uint[] formatOfStyle, Dictionary<uint, string> own) => (_formatOfStyle, _own) = (formatOfStyle, own);

    public static NumberFormats Of(WorkbookPart workbook)
    {
        var styles = workbook.WorkbookStylesPart?.Stylesheet;
        return new(
            [.. styles?.CellFormats?.Elements<CellFormat>().Select(format => format.NumberFormatId?.Value ?? 0) ?? []],
            (styles?.NumberingFormats?.Elements<NumberingFormat>() ?? [])
                .Where(format => format.NumberFormatId is not null)
                .GroupBy(format => format.NumberFormatId!.Value)
                .ToDictionary(same => same.Key, same => same.First().FormatCode?.Value ?? ""));
    }

    public bool ShowsWhatIsStored(Cell cell)
    {
        var style = cell.StyleIndex?.Value ?? 0;
        var format = style < _formatOfStyle.Length ? _formatOfStyle[style] : 0;
        return format < FirstOwn ? Plain.Contains(format) : PlainCode().IsMatch(_own.GetValueOrDefault(format, ""));
    }

    [GeneratedRegex(@"^(General|G/通用格式|[0#,.;_()@ -])*$", RegexOptions.IgnoreCase)]
    private static partial Regex PlainCode();
}
