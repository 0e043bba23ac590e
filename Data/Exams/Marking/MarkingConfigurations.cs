using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Data.Schema;
using Pinchang.Domain.Exams.Marking;

namespace Pinchang.Data.Exams.Marking;

internal sealed class MarkingRoundConfiguration : IEntityTypeConfiguration<MarkingRound>
{
    public void Configure(EntityTypeBuilder<MarkingRound> builder)
    {
        builder.ToTable("marking_rounds", "exams");
        builder.Property(round => round.FullPoints).HasPrecision(8, 2);
        builder.Property(round => round.Id).ValueGeneratedNever();
        builder.Property(round => round.Settings).HasJson();
    }
}

internal sealed class BlindScriptConfiguration : IEntityTypeConfiguration<BlindScript>
{
    public void Configure(EntityTypeBuilder<BlindScript> builder)
    {
        builder.ToTable("blind_scripts", "exams");
        builder.Property(script => script.Objective).HasPrecision(8, 2);
        builder.Property(script => script.Id).ValueGeneratedNever();
        builder.Property(script => script.ObjectiveByQuestion).HasJson();
        builder.HasOne<MarkingRound>().WithMany().HasForeignKey(script => script.RoundId);
    }
}

internal sealed class MarkingTaskConfiguration : IEntityTypeConfiguration<MarkingTask>
{
    public void Configure(EntityTypeBuilder<MarkingTask> builder)
    {
        builder.ToTable("marking_tasks", "exams");
        builder.Property(task => task.MaxPoints).HasPrecision(8, 2);
        builder.Property(task => task.Threshold).HasPrecision(8, 2);
        builder.Property(task => task.Step).HasPrecision(8, 2);
        builder.Property(task => task.Points).HasPrecision(9, 4);
        builder.Property(task => task.Id).ValueGeneratedNever();
        builder.HasOne<BlindScript>().WithMany().HasForeignKey(task => task.ScriptId);
        builder.HasMany(task => task.Marks).WithOne().HasForeignKey(mark => mark.TaskId);
        builder.HasMany(task => task.Claims).WithOne().HasForeignKey(claim => claim.TaskId);
        builder.HasMany(task => task.Openings).WithOne().HasForeignKey(opening => opening.TaskId);
    }
}

internal sealed class MarkConfiguration : IEntityTypeConfiguration<Mark>
{
    public void Configure(EntityTypeBuilder<Mark> builder)
    {
        builder.ToTable("marks", "exams");
        builder.Property(mark => mark.Points).HasPrecision(8, 2);
        builder.Property(mark => mark.Id).ValueGeneratedNever();
        builder.Property(mark => mark.Annotations).HasJson();
        builder.Ignore(mark => mark.IsBlind);
    }
}

internal sealed class MarkClaimConfiguration : IEntityTypeConfiguration<MarkClaim>
{
    public void Configure(EntityTypeBuilder<MarkClaim> builder)
    {
        builder.ToTable("mark_claims", "exams");
        builder.HasKey(claim => new { claim.TaskId, claim.MarkerId });
    }
}

internal sealed class AnswerOpeningConfiguration : IEntityTypeConfiguration<AnswerOpening>
{
    public void Configure(EntityTypeBuilder<AnswerOpening> builder)
    {
        builder.ToTable("answer_openings", "exams");
        builder.Property(opening => opening.Id).ValueGeneratedNever();
    }
}
