using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Domain.Jobs;

namespace Pinchang.Data.Jobs;

internal sealed class JobPostingConfiguration : IEntityTypeConfiguration<JobPosting>
{
    public void Configure(EntityTypeBuilder<JobPosting> builder)
    {
        builder.ToTable("jobs", "jobs");
        builder.Property(job => job.Id).ValueGeneratedNever();
        builder.HasMany(job => job.Versions).WithOne().HasForeignKey(version => version.JobId);
        builder.Ignore(job => job.Newest).Ignore(job => job.Public);
    }
}

internal sealed class JobVersionConfiguration : IEntityTypeConfiguration<JobVersion>
{
    public void Configure(EntityTypeBuilder<JobVersion> builder)
    {
        builder.ToTable("job_versions", "jobs");
        builder.HasKey(version => new { version.JobId, version.Number });
        builder.Property(version => version.Number).ValueGeneratedNever();
        builder.ComplexProperty(version => version.Posting, posting =>
        {
            posting.Property(text => text.Title).HasColumnName("title");
            posting.Property(text => text.City).HasColumnName("city");
            posting.Property(text => text.PayFrom).HasColumnName("pay_from");
            posting.Property(text => text.PayTo).HasColumnName("pay_to");
            posting.Property(text => text.PayMonths).HasColumnName("pay_months");
            posting.Property(text => text.Headcount).HasColumnName("headcount");
            posting.Property(text => text.Experience).HasColumnName("experience");
            posting.Property(text => text.Education).HasColumnName("education");
            posting.Property(text => text.Description).HasColumnName("description");
            posting.Property(text => text.Tags).HasColumnName("tags");
            posting.Property(text => text.Right).HasColumnName("posting_right");
            posting.Property(text => text.OpenUntil).HasColumnName("open_until");
            posting.Property(text => text.Channel).HasColumnName("channel");
            posting.Property(text => text.Evidence).HasColumnName("evidence");
            posting.Property(text => text.CollectedOn).HasColumnName("collected_on");
        });
    }
}

internal sealed class ChannelDecisionConfiguration : IEntityTypeConfiguration<ChannelDecision>
{
    public void Configure(EntityTypeBuilder<ChannelDecision> builder)
    {
        builder.ToTable("channel_decisions", "jobs");
        builder.Property(decision => decision.Id).ValueGeneratedNever();
    }
}
