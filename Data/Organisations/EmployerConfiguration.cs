using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Domain.Organisations;

namespace Pinchang.Data.Organisations;

internal sealed class LicenceConfiguration : IEntityTypeConfiguration<Licence>
{
    public void Configure(EntityTypeBuilder<Licence> builder)
    {
        builder.ToTable("licences", "organisations");
        builder.Property(licence => licence.Id).ValueGeneratedNever();
    }
}

internal sealed class EmployerConfiguration : IEntityTypeConfiguration<Employer>
{
    public void Configure(EntityTypeBuilder<Employer> builder)
    {
        builder.ToTable("employers", "organisations");
        builder.Property(employer => employer.Id).ValueGeneratedNever();
    }
}
