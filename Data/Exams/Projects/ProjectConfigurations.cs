using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Data.Schema;
using Pinchang.Domain.Exams.Projects;

namespace Pinchang.Data.Exams.Projects;

internal sealed class ExamProjectConfiguration : IEntityTypeConfiguration<ExamProject>
{
    public void Configure(EntityTypeBuilder<ExamProject> builder)
    {
        builder.ToTable("projects", "exams");
        builder.Property(project => project.Id).ValueGeneratedNever();
        builder.Ignore(project => project.IsPublished).Ignore(project => project.Content);
    }
}

internal sealed class PositionConfiguration : IEntityTypeConfiguration<Position>
{
    public void Configure(EntityTypeBuilder<Position> builder)
    {
        builder.ToTable("positions", "exams");
        builder.Property(position => position.Id).ValueGeneratedNever();
        builder.Ignore(position => position.Details);
    }
}

internal sealed class ExamNoticeConfiguration : IEntityTypeConfiguration<ExamNotice>
{
    public void Configure(EntityTypeBuilder<ExamNotice> builder)
    {
        builder.ToTable("notices", "exams");
        builder.HasKey(notice => new { notice.ProjectId, notice.Version });
        builder.Property(notice => notice.Version).ValueGeneratedNever();
        builder.Property(notice => notice.Contents).HasJson();
    }
}
