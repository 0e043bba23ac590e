using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Pinchang.Domain.Fairs;

namespace Pinchang.Data.Fairs;

/// <summary>A fact on its way to its rows, and afterwards what became of it.</summary>
internal sealed class BoothRow(BoothOwner owner, BoothRecord record)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        IgnoreReadOnlyProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public BoothOwner Owner { get; } = owner;

    public BoothRecord Record { get; } = record;

    public Kept Verdict { get; set; } = Kept.Durable;

    /// <summary>Two facts of one place or talk cannot be in one statement: the later one would not see the earlier.</summary>
    public IEnumerable<Guid> Subjects
    {
        get
        {
            if (Record.Fact.Place is { } place)
            {
                yield return place.Id;
            }

            if (Record.Fact.Talk is { } talk)
            {
                yield return talk.Id;
            }

            if (Record.Fact.Standing is not null)
            {
                yield return Owner.BoothId;
            }
        }
    }

    public string? StandingJson => Record.Fact.Standing is { } standing ? JsonSerializer.Serialize(standing, Json) : null;
}
