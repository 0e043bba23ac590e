using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Domain.Persons;

namespace Pinchang.Data.Persons;

internal sealed class ConsentConfiguration : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> builder)
    {
        builder.ToTable("consents", "accounts");
        builder.Property(consent => consent.Id).ValueGeneratedNever();
    }
}

internal sealed class AccountClosureConfiguration : IEntityTypeConfiguration<AccountClosure>
{
    public void Configure(EntityTypeBuilder<AccountClosure> builder)
    {
        builder.ToTable("closures", "accounts");
        builder.Property(closure => closure.Id).ValueGeneratedNever();
    }
}
