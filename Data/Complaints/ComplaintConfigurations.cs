using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Domain.Complaints;

namespace Pinchang.Data.Complaints;

internal sealed class ComplaintConfiguration : IEntityTypeConfiguration<Complaint>
{
    public void Configure(EntityTypeBuilder<Complaint> builder)
    {
        builder.ToTable("complaints", "compliance");
        builder.Property(complaint => complaint.Id).ValueGeneratedNever();
        builder.HasMany(complaint => complaint.Entries).WithOne().HasForeignKey(entry => entry.ComplaintId);
        builder.HasMany(complaint => complaint.Files).WithOne().HasForeignKey(file => file.ComplaintId);
    }
}

internal sealed class ComplaintEntryConfiguration : IEntityTypeConfiguration<ComplaintEntry>
{
    public void Configure(EntityTypeBuilder<ComplaintEntry> builder)
    {
        builder.ToTable("complaint_entries", "compliance");
        builder.Property(entry => entry.Id).ValueGeneratedNever();
    }
}

internal sealed class ComplaintFileConfiguration : IEntityTypeConfiguration<ComplaintFile>
{
    public void Configure(EntityTypeBuilder<ComplaintFile> builder)
    {
        builder.ToTable("complaint_files", "compliance");
        builder.Property(file => file.Id).ValueGeneratedNever();
    }
}
