using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Domain.Improvements;

namespace Pinchang.Data.Improvements;

internal sealed class ImprovementConfiguration : IEntityTypeConfiguration<Improvement>
{
    public void Configure(EntityTypeBuilder<Improvement> builder)
    {
        builder.ToTable("improvements", "compliance");
        builder.Property(improvement => improvement.Id).ValueGeneratedNever();
        builder.HasMany(improvement => improvement.Entries).WithOne().HasForeignKey(entry => entry.ImprovementId);
    }
}

internal sealed class ImprovementEntryConfiguration : IEntityTypeConfiguration<ImprovementEntry>
{
    public void Configure(EntityTypeBuilder<ImprovementEntry> builder)
    {
        builder.ToTable("improvement_entries", "compliance");
        builder.Property(entry => entry.Id).ValueGeneratedNever();
    }
}
