using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pinchang.Domain;
using Pinchang.Domain.Persons;

namespace Pinchang.Api.Persons;

/// <summary>A person's data as a page that needs nothing beside itself, for reading and printing.</summary>
internal static class PersonDocument
{
    private const string Head =
        """
        <!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>我的个人信息</title><style>
        body{font:16px/1.7 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;color:#1d2125}
        h2{margin-top:2.5rem;border-bottom:1px solid #d5d9de;padding-bottom:.3rem}.note{color:#5b646d}
        dl{display:grid;grid-template-columns:minmax(6rem,10rem) 1fr;gap:.2rem 1rem;margin:.6rem 0;padding:.6rem .8rem;background:#f6f7f9;border-radius:6px}
        dl dl{background:none;padding:0;margin:0}dt{color:#5b646d}dd{margin:0;overflow-wrap:anywhere;white-space:pre-line}ol{margin:0;padding-left:1.4rem}
        @media (max-width:30rem){dl{grid-template-columns:1fr}}
        </style></head><body>
        """;

    public static string Of(IReadOnlyList<(DataKind Kind, JsonArray Rows)> kinds, DateTimeOffset now)
    {
        var page = new StringBuilder(Head);
        page.Append(CultureInfo.InvariantCulture, $"<h1>我的个人信息</h1><p class=\"note\">截至 {ChinaTime.Text(now)}（北京时间）。本文件含有您的完整手机号和证件号码，请妥善保管。</p>");
        foreach (var (kind, rows) in kinds)
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2>{Text(DataKindTexts.NameOf(kind))}（{rows.Count}）</h2>");
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">用途：{Text(DataKindTexts.WhyOf(kind))}　保存：{Text(DataKindTexts.UntilOf(kind))}</p>");
            foreach (var row in rows)
            {
                Write(page, row);
            }
        }

        return page.Append("</body></html>").ToString();
    }

    private static void Write(StringBuilder page, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject row:
                page.Append("<dl>");
                foreach (var (key, value) in row.Where(pair => !IsBlank(pair.Value)))
                {
                    page.Append("<dt>").Append(Text(DataKindTexts.Word(key))).Append("</dt><dd>");
                    Write(page, value);
                    page.Append("</dd>");
                }

                page.Append("</dl>");
                break;
            case JsonArray list:
                page.Append("<ol>");
                foreach (var item in list)
                {
                    page.Append("<li>");
                    Write(page, item);
                    page.Append("</li>");
                }

                page.Append("</ol>");
                break;
            case JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False:
                page.Append(value.GetValue<bool>() ? "是" : "否");
                break;
            default:
                page.Append(Text(DataKindTexts.Word(node!.ToString())));
                break;
        }
    }

    private static bool IsBlank(JsonNode? node) => node is null or JsonArray { Count: 0 } || node is JsonValue value && value.ToString().Length == 0;

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
