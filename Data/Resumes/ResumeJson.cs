using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Contracts.Resumes;

namespace Pinchang.Data.Resumes;

/// <summary>A résumé's content as one jsonb value: it is read and written whole, and nothing is asked of its parts.</summary>
internal static class ResumeJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static void HasResumeJson(this PropertyBuilder<SaveResume> property)
    {
        property.HasColumnType("jsonb");
        property.HasConversion(
            content => JsonSerializer.Serialize(content, Options),
            json => JsonSerializer.Deserialize<SaveResume>(json, Options)!,
            new ValueComparer<SaveResume>((left, right) => ReferenceEquals(left, right), content => content.GetHashCode(), content => content));
    }
}
