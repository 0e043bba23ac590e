using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Pinchang.Api.Hosting;

/// <summary>A sheet as spreadsheet programs open it, in UTF-8 that they recognise.</summary>
internal sealed class CsvSheet
{
    private readonly StringBuilder _text = new();

    public CsvSheet Row(params object?[] cells)
    {
        _text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");
        return this;
    }

    public CsvSheet Gap()
    {
        _text.Append("\r\n");
        return this;
    }

    public override string ToString() => _text.ToString();

    public FileContentHttpResult ToFile(string name) =>
        TypedResults.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(ToString())], "text/csv; charset=utf-8", name);

    /// <summary>A text that begins like a formula is marked as text: spreadsheet programs would run it.</summary>
    private static string Cell(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        if (value is string && text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal))
        {
            text = "'" + text;
        }

        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
