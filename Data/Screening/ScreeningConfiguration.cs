using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Contracts.Screening;
using Pinchang.Domain.Screening;

namespace Pinchang.Data.Screening;

internal sealed class ScreeningConfiguration : IEntityTypeConfiguration<ScreeningEdition>
{
    public void Configure(EntityTypeBuilder<ScreeningEdition> builder)
    {
        builder.ToTable("screening_editions", "compliance");
        builder.HasKey(edition => edition.Number);
        builder.Property(edition => edition.Number).ValueGeneratedNever();
        builder.Ignore(edition => edition.IsOpen);
        builder.Property(edition => edition.Rules).HasColumnType("jsonb").HasConversion(
            rules => JsonSerializer.Serialize(rules, ScreeningJson.Options),
            json => JsonSerializer.Deserialize<ScreeningRule[]>(json, ScreeningJson.Options)!,
            // A change puts another list in its place.
            new ValueComparer<IReadOnlyList<ScreeningRule>>((one, other) => ReferenceEquals(one, other), rules => rules.Count, rules => rules));
        builder.Property(edition => edition.Trial).HasColumnType("jsonb").HasConversion(
            trial => JsonSerializer.Serialize(trial, ScreeningJson.Options),
            json => JsonSerializer.Deserialize<ScreeningTrial>(json, ScreeningJson.Options));
    }
}
