using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.Media;

namespace Pinchang.Data.Media;

internal sealed class RecordingConfiguration : IEntityTypeConfiguration<Recording>
{
    public void Configure(EntityTypeBuilder<Recording> builder)
    {
        builder.ToTable("recordings", "live");
        builder.HasKey(recording => recording.SessionId);
        builder.Property(recording => recording.SessionId).ValueGeneratedNever();
        builder.HasIndex(recording => recording.Path).IsUnique();
        builder.Property(recording => recording.Gaps)
            .HasColumnType("jsonb")
            .HasConversion(
                gaps => JsonSerializer.Serialize(gaps, JsonSerializerOptions.Web),
                json => JsonSerializer.Deserialize<RecordingGap[]>(json, JsonSerializerOptions.Web)!,
                new ValueComparer<RecordingGap[]>(
                    (one, other) => one!.SequenceEqual(other!),
                    gaps => gaps.Length,
                    gaps => gaps.ToArray()));
    }
}
