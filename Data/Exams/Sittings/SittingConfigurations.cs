using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Data.Exams.Sittings;

internal sealed class SittingConfiguration : IEntityTypeConfiguration<Sitting>
{
    public void Configure(EntityTypeBuilder<Sitting> builder)
    {
        builder.ToTable("sittings", "exams");
        builder.Property(sitting => sitting.Id).ValueGeneratedNever();
        builder.Ignore(sitting => sitting.Schedule);
        builder.Property(sitting => sitting.Settings).HasJson(SessionJson.Default.SittingSettings);
    }
}

internal sealed class SittingExtensionConfiguration : IEntityTypeConfiguration<SittingExtension>
{
    public void Configure(EntityTypeBuilder<SittingExtension> builder)
    {
        builder.ToTable("sitting_extensions", "exams");
        builder.Property(extension => extension.Id).ValueGeneratedNever();
    }
}

internal sealed class ArrangedSessionConfiguration : IEntityTypeConfiguration<ArrangedSession>
{
    public void Configure(EntityTypeBuilder<ArrangedSession> builder)
    {
        builder.ToTable("sessions", "exams");
        builder.Property(session => session.Id).ValueGeneratedNever();
        builder.Property(session => session.Draw).HasJson(SessionJson.Default.PaperDraw);
        builder.Property(session => session.Standing).HasJson(SessionJson.Default.SessionStanding);
        builder.Property(session => session.ReceiptSha256).HasColumnName("receipt_sha256");
    }
}

internal static class SessionJsonColumns
{
    /// <summary>A value that is replaced and never changed in place.</summary>
    public static void HasJson<T>(this PropertyBuilder<T> property, JsonTypeInfo<T> type)
        where T : class =>
        property.HasColumnType("jsonb").HasConversion(
            value => JsonSerializer.Serialize(value, type),
            json => JsonSerializer.Deserialize(json, type)!,
            new ValueComparer<T>((one, other) => ReferenceEquals(one, other), value => 0, value => value));
}
