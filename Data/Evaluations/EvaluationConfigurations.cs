using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Data.Schema;
using Pinchang.Domain.Evaluations;

namespace Pinchang.Data.Evaluations;

internal sealed class EvaluationConfiguration : IEntityTypeConfiguration<Evaluation>
{
    public void Configure(EntityTypeBuilder<Evaluation> builder)
    {
        builder.ToTable("evaluations", "compliance");
        builder.Property(evaluation => evaluation.Id).ValueGeneratedNever();
        builder.Property(evaluation => evaluation.Outside).HasJson();
        builder.Property(evaluation => evaluation.Figures).HasJson();
        builder.HasMany(evaluation => evaluation.Rows).WithOne().HasForeignKey(row => row.EvaluationId);
        builder.HasMany(evaluation => evaluation.Entries).WithOne().HasForeignKey(entry => entry.EvaluationId);
    }
}

internal sealed class EvaluationRowConfiguration : IEntityTypeConfiguration<EvaluationRow>
{
    public void Configure(EntityTypeBuilder<EvaluationRow> builder)
    {
        builder.ToTable("evaluation_rows", "compliance");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Evidence).HasJson();
    }
}

internal sealed class EvaluationEntryConfiguration : IEntityTypeConfiguration<EvaluationEntry>
{
    public void Configure(EntityTypeBuilder<EvaluationEntry> builder)
    {
        builder.ToTable("evaluation_entries", "compliance");
        builder.Property(entry => entry.Id).ValueGeneratedNever();
    }
}
