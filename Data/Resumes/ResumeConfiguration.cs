using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Domain.Resumes;

namespace Pinchang.Data.Resumes;

internal sealed class ResumeConfiguration : IEntityTypeConfiguration<Resume>
{
    public void Configure(EntityTypeBuilder<Resume> builder)
    {
        builder.ToTable("resumes", "applications");
        builder.HasKey(resume => resume.CandidateId);
        builder.Property(resume => resume.CandidateId).ValueGeneratedNever();
        builder.Property(resume => resume.Version).IsConcurrencyToken();
        builder.Property(resume => resume.Content).HasResumeJson();
        builder.Ignore(resume => resume.IsComplete);
    }
}
