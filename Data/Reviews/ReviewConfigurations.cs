using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Domain.Organisations;
using Pinchang.Domain.Reviews;

namespace Pinchang.Data.Reviews;

internal sealed class ReviewCaseConfiguration : IEntityTypeConfiguration<ReviewCase>
{
    public void Configure(EntityTypeBuilder<ReviewCase> builder)
    {
        builder.ToTable("review_cases", "compliance");
        builder.Property(one => one.Id).ValueGeneratedNever();
        // The employer's row is written before the case that it opens.
        builder.HasOne<Employer>().WithMany().HasForeignKey(one => one.EmployerId);
        builder.HasMany(one => one.Looks).WithOne().HasForeignKey(look => look.CaseId);
        builder.Ignore(one => one.Standing);
    }
}

internal sealed class ReviewLookConfiguration : IEntityTypeConfiguration<ReviewLook>
{
    public void Configure(EntityTypeBuilder<ReviewLook> builder)
    {
        builder.ToTable("review_looks", "compliance");
        builder.Property(look => look.Id).ValueGeneratedNever();
    }
}

internal sealed class ReviewerTieConfiguration : IEntityTypeConfiguration<ReviewerTie>
{
    public void Configure(EntityTypeBuilder<ReviewerTie> builder)
    {
        builder.ToTable("reviewer_ties", "compliance");
        builder.Property(tie => tie.Id).ValueGeneratedNever();
    }
}
