using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Domain.Reviews.Samples;

namespace Pinchang.Data.Reviews;

internal sealed class SampleDrawConfiguration : IEntityTypeConfiguration<SampleDraw>
{
    public void Configure(EntityTypeBuilder<SampleDraw> builder)
    {
        builder.ToTable("sample_draws", "compliance");
        builder.Property(draw => draw.Id).ValueGeneratedNever();
    }
}

internal sealed class SamplingShareConfiguration : IEntityTypeConfiguration<SamplingShare>
{
    public void Configure(EntityTypeBuilder<SamplingShare> builder)
    {
        builder.ToTable("sampling_shares", "compliance");
        builder.Property(share => share.Id).ValueGeneratedNever();
    }
}

internal sealed class ReviewSampleConfiguration : IEntityTypeConfiguration<ReviewSample>
{
    public void Configure(EntityTypeBuilder<ReviewSample> builder)
    {
        builder.ToTable("review_samples", "compliance");
        builder.Property(sample => sample.Id).ValueGeneratedNever();
        // The draw's row is written before what it drew.
        builder.HasOne<SampleDraw>().WithMany().HasForeignKey(sample => sample.DrawId);
    }
}
