using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Domain.Ledger;

namespace Pinchang.Data.Ledger;

internal sealed class LedgerConfiguration : IEntityTypeConfiguration<LedgerLine>
{
    public void Configure(EntityTypeBuilder<LedgerLine> builder)
    {
        builder.ToTable("ledger_lines", "compliance");
        builder.HasKey(line => new { line.Id, line.At });
        builder.Property(line => line.Id).ValueGeneratedNever();

        // The database's own, which the application may not give.
        builder.Property(line => line.WrittenBy).HasColumnType("xid8").HasDefaultValueSql("pg_current_xact_id()").Metadata.SetBeforeSaveBehavior(PropertySaveBehavior.Ignore);
        builder.Property(line => line.Hash).ValueGeneratedOnAdd().Metadata.SetBeforeSaveBehavior(PropertySaveBehavior.Ignore);
    }
}
