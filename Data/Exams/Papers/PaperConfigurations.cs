using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Data.Schema;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Data.Exams.Papers;

internal sealed class QuestionConfiguration : IEntityTypeConfiguration<Question>
{
    public void Configure(EntityTypeBuilder<Question> builder)
    {
        builder.ToTable("questions", "exams");
        builder.Property(question => question.Id).ValueGeneratedNever();
    }
}

internal sealed class QuestionVersionConfiguration : IEntityTypeConfiguration<QuestionVersion>
{
    public void Configure(EntityTypeBuilder<QuestionVersion> builder)
    {
        builder.ToTable("question_versions", "exams");
        builder.HasKey(version => new { version.QuestionId, version.Number });
        builder.Property(version => version.Number).ValueGeneratedNever();
        builder.HasOne<Question>().WithMany().HasForeignKey(version => version.QuestionId);
    }
}

internal sealed class QuestionImportConfiguration : IEntityTypeConfiguration<QuestionImport>
{
    public void Configure(EntityTypeBuilder<QuestionImport> builder)
    {
        builder.ToTable("question_imports", "exams");
        builder.Property(import => import.Id).ValueGeneratedNever();
    }
}

internal sealed class BlueprintConfiguration : IEntityTypeConfiguration<Blueprint>
{
    public void Configure(EntityTypeBuilder<Blueprint> builder)
    {
        builder.ToTable("blueprints", "exams");
        builder.Property(blueprint => blueprint.Id).ValueGeneratedNever();
        builder.Property(blueprint => blueprint.Content).HasJson();
        builder.Property(blueprint => blueprint.Version).IsConcurrencyToken();
    }
}

internal sealed class PaperConfiguration : IEntityTypeConfiguration<Paper>
{
    public void Configure(EntityTypeBuilder<Paper> builder)
    {
        builder.ToTable("papers", "exams");
        builder.Property(paper => paper.Id).ValueGeneratedNever();
        builder.Property(paper => paper.Outline).HasJson();
        builder.Ignore(paper => paper.Times);
    }
}

internal sealed class PaperVaultConfiguration : IEntityTypeConfiguration<VaultedPaper>
{
    public void Configure(EntityTypeBuilder<VaultedPaper> builder)
    {
        builder.ToTable("paper_vault", "exams");
        builder.HasKey(vaulted => vaulted.PaperId);
        builder.Property(vaulted => vaulted.PaperId).ValueGeneratedNever();
        builder.HasOne<Paper>().WithOne().HasForeignKey<VaultedPaper>(vaulted => vaulted.PaperId);
    }
}

internal sealed class PaperAccessConfiguration : IEntityTypeConfiguration<PaperAccessEntry>
{
    public void Configure(EntityTypeBuilder<PaperAccessEntry> builder)
    {
        builder.ToTable("paper_access", "exams");
        builder.Property(entry => entry.Id).ValueGeneratedNever();
        builder.HasOne<Paper>().WithMany().HasForeignKey(entry => entry.PaperId);
    }
}

internal sealed class SecrecyAgreementConfiguration : IEntityTypeConfiguration<SecrecyAgreement>
{
    public void Configure(EntityTypeBuilder<SecrecyAgreement> builder)
    {
        builder.ToTable("secrecy_agreements", "exams");
        builder.HasKey(agreement => new { agreement.ProjectId, agreement.UserId, agreement.Version });
        builder.Property(agreement => agreement.Version).ValueGeneratedNever();
    }
}
