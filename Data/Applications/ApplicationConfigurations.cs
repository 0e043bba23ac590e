using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Data.Resumes;
using Pinchang.Domain.Applications;

namespace Pinchang.Data.Applications;

internal sealed class JobApplicationConfiguration : IEntityTypeConfiguration<JobApplication>
{
    public void Configure(EntityTypeBuilder<JobApplication> builder)
    {
        builder.ToTable("applications", "applications");
        builder.Property(application => application.Id).ValueGeneratedNever();
        builder.Property(application => application.Resume).HasResumeJson();
    }
}

internal sealed class ApplicationViewConfiguration : IEntityTypeConfiguration<ApplicationView>
{
    public void Configure(EntityTypeBuilder<ApplicationView> builder)
    {
        builder.ToTable("views", "applications");
        builder.Property(view => view.Id).ValueGeneratedNever();
    }
}
