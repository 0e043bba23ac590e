using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Data.Schema;
using Pinchang.Domain.Exams.Registrations;

namespace Pinchang.Data.Exams.Registrations;

internal sealed class RegistrationConfiguration : IEntityTypeConfiguration<Registration>
{
    public void Configure(EntityTypeBuilder<Registration> builder)
    {
        builder.ToTable("registrations", "exams");
        builder.Property(registration => registration.Id).ValueGeneratedNever();
        builder.Property(registration => registration.Form).HasJson();
        builder.HasMany(registration => registration.Steps).WithOne().HasForeignKey(step => step.RegistrationId);
    }
}

internal sealed class RegistrationEventConfiguration : IEntityTypeConfiguration<RegistrationEvent>
{
    public void Configure(EntityTypeBuilder<RegistrationEvent> builder)
    {
        builder.ToTable("registration_steps", "exams");
        builder.HasKey(step => new { step.RegistrationId, step.Number });
        builder.Property(step => step.Number).ValueGeneratedNever();
        builder.Property(step => step.Form).HasJson();
    }
}

internal sealed class AcknowledgementConfiguration : IEntityTypeConfiguration<Acknowledgement>
{
    public void Configure(EntityTypeBuilder<Acknowledgement> builder)
    {
        builder.ToTable("acknowledgements", "exams");
        builder.HasKey(given => new { given.ProjectId, given.CandidateId, given.NoticeVersion, given.PledgeVersion, given.PledgeSignedAt });
        builder.Property(given => given.NoticeVersion).ValueGeneratedNever();
        builder.Property(given => given.PledgeVersion).ValueGeneratedNever();
        builder.Property(given => given.PledgeSignedAt).ValueGeneratedNever();
    }
}

internal sealed class KeptRegistrationFormConfiguration : IEntityTypeConfiguration<KeptRegistrationForm>
{
    public void Configure(EntityTypeBuilder<KeptRegistrationForm> builder)
    {
        builder.ToTable("kept_forms", "exams");
        builder.HasKey(kept => kept.CandidateId);
        builder.Property(kept => kept.CandidateId).ValueGeneratedNever();
        builder.Property(kept => kept.Form).HasJson();
    }
}

internal sealed class RegistrationExportConfiguration : IEntityTypeConfiguration<RegistrationExport>
{
    public void Configure(EntityTypeBuilder<RegistrationExport> builder)
    {
        builder.ToTable("exports", "exams");
        builder.Property(export => export.Id).ValueGeneratedNever();
    }
}
