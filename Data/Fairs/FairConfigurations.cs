using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Data.Schema;
using Pinchang.Domain.Fairs;

namespace Pinchang.Data.Fairs;

internal sealed class JobFairConfiguration : IEntityTypeConfiguration<JobFair>
{
    public void Configure(EntityTypeBuilder<JobFair> builder)
    {
        builder.ToTable("fairs", "fairs");
        builder.Property(fair => fair.Id).ValueGeneratedNever();
        builder.Property(fair => fair.Settings).HasJson();
        builder.HasMany(fair => fair.Halls).WithOne().HasForeignKey(hall => hall.FairId);
        builder.Ignore(fair => fair.Shuts);
    }
}

internal sealed class HallConfiguration : IEntityTypeConfiguration<Hall>
{
    public void Configure(EntityTypeBuilder<Hall> builder)
    {
        builder.ToTable("halls", "fairs");
        builder.Property(hall => hall.Id).ValueGeneratedNever();
    }
}

/// <summary>Named here so that what a row stands on is written before it.</summary>
internal sealed class ExhibitorConfiguration : IEntityTypeConfiguration<Exhibitor>
{
    public void Configure(EntityTypeBuilder<Exhibitor> builder)
    {
        builder.ToTable("exhibitors", "fairs").Ignore(exhibitor => exhibitor.Marks);
        builder.Property(exhibitor => exhibitor.Id).ValueGeneratedNever();
        builder.HasOne<JobFair>().WithMany().HasForeignKey(exhibitor => exhibitor.FairId).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class BoothConfiguration : IEntityTypeConfiguration<Booth>
{
    public void Configure(EntityTypeBuilder<Booth> builder)
    {
        builder.ToTable("booths", "fairs");
        builder.Property(booth => booth.Id).ValueGeneratedNever();
        builder.HasOne<Hall>().WithMany().HasForeignKey(booth => booth.HallId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Exhibitor>().WithMany().HasForeignKey(booth => booth.ExhibitorId).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class FairRegistrationConfiguration : IEntityTypeConfiguration<FairRegistration>
{
    public void Configure(EntityTypeBuilder<FairRegistration> builder)
    {
        builder.ToTable("registrations", "fairs");
        builder.Property(registration => registration.Id).ValueGeneratedNever();
        builder.HasOne<JobFair>().WithMany().HasForeignKey(registration => registration.FairId).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class PublicationConfiguration : IEntityTypeConfiguration<Publication>
{
    public void Configure(EntityTypeBuilder<Publication> builder)
    {
        builder.ToTable("publications", "fairs");
        builder.Property(publication => publication.Id).ValueGeneratedNever();
        builder.HasOne<JobFair>().WithMany().HasForeignKey(publication => publication.FairId).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class PublicNoticeConfiguration : IEntityTypeConfiguration<PublicNotice>
{
    public void Configure(EntityTypeBuilder<PublicNotice> builder)
    {
        builder.ToTable("notices", "fairs");
        builder.Property(notice => notice.Id).ValueGeneratedNever();
        builder.HasOne<JobFair>().WithMany().HasForeignKey(notice => notice.FairId).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class PublicationTaskConfiguration : IEntityTypeConfiguration<PublicationTask>
{
    public void Configure(EntityTypeBuilder<PublicationTask> builder)
    {
        builder.ToTable("notice_tasks", "fairs");
        builder.Property(task => task.Id).ValueGeneratedNever();
        builder.HasOne<PublicNotice>().WithMany().HasForeignKey(task => task.NoticeId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Publication>().WithMany().HasForeignKey(task => task.PublicationId).OnDelete(DeleteBehavior.NoAction);
    }
}
