using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Domain.Staff;

namespace Pinchang.Data.Staff;

internal sealed class StaffQualificationConfiguration : IEntityTypeConfiguration<StaffQualification>
{
    public void Configure(EntityTypeBuilder<StaffQualification> builder)
    {
        builder.ToTable("staff_qualifications", "compliance");
        builder.Property(held => held.Id).ValueGeneratedNever();
    }
}
