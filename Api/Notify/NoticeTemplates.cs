using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Pinchang.Data.Notify;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Notify;

/// <summary>The product's own wording of every message, and in its place an agency's. Filled when a message is made: what left stays as it was.</summary>
internal static partial class NoticeTemplates
{
    private static readonly ConcurrentDictionary<(Guid AgencyId, string Key), Wording> Worded = [];

    public static readonly FrozenDictionary<string, NoticeTemplate> Own = ReadOwn();

    /// <summary>This process follows what agencies wrote.</summary>
    public static void Use(Wording wording)
    {
        if (wording.Subject is null)
        {
            Worded.TryRemove((wording.AgencyId, wording.Key), out _);
        }
        else
        {
            Worded[(wording.AgencyId, wording.Key)] = wording;
        }
    }

    /// <summary>With the places as they are filled; an agency's own words when it has some.</summary>
    public static (string Subject, string Text) Fill(string key, Guid? agencyId, string[] values)
    {
        var own = Own[key];
        var (subject, text) = agencyId is { } agency && Worded.TryGetValue((agency, key), out var wording) ? (wording.Subject!, wording.Text!) : (own.Subject, own.Text);
        return (NoticeTemplate.Fill(subject, own.Places, values), NoticeTemplate.Fill(text, own.Places, values));
    }

    private static FrozenDictionary<string, NoticeTemplate> ReadOwn()
    {
        var texts = new ResourceManager("Pinchang.Api.Resources.Notices", typeof(Notices).Assembly).GetResourceSet(CultureInfo.InvariantCulture, true, true)!
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
        return texts.Where(entry => entry.Key.EndsWith(".subject", StringComparison.Ordinal)).Select(entry =>
        {
            var key = KeyOf(entry.Key);
            var places = texts.TryGetValue($"{key}.places", out var names) ? names.Split('|') : [];
            return new NoticeTemplate(key, Named(entry.Value, places), Named(texts[$"{key}.text"], places), places);
        }).ToFrozenDictionary(template => template.Key);

        static string KeyOf(string name) => name[..name.LastIndexOf('.')];
    }

    private static string Named(string text, string[] places) => Numbered().Replace(text, found => $"{{{places[int.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture)]}}}");

    [GeneratedRegex(@"\{(\d+)\}")]
    private static partial Regex Numbered();
}
