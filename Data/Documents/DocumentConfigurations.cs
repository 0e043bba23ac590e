using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Domain.Documents;

namespace Pinchang.Data.Documents;

internal sealed class DocumentConfiguration : IEntityTypeConfiguration<ManagedDocument>
{
    public void Configure(EntityTypeBuilder<ManagedDocument> builder)
    {
        builder.ToTable("documents", "compliance");
        builder.Property(document => document.Id).ValueGeneratedNever();
        builder.HasMany(document => document.Versions).WithOne().HasForeignKey(version => version.DocumentId);
        builder.Ignore(document => document.Newest);
        builder.Ignore(document => document.Published);
    }
}

internal sealed class DocumentVersionConfiguration : IEntityTypeConfiguration<DocumentVersion>
{
    public void Configure(EntityTypeBuilder<DocumentVersion> builder)
    {
        builder.ToTable("document_versions", "compliance");
        builder.HasKey(version => new { version.DocumentId, version.Number });
        builder.Property(version => version.Number).ValueGeneratedNever();
    }
}

internal sealed class DocumentAcknowledgementConfiguration : IEntityTypeConfiguration<DocumentAcknowledgement>
{
    public void Configure(EntityTypeBuilder<DocumentAcknowledgement> builder)
    {
        builder.ToTable("document_acknowledgements", "compliance");
        builder.HasKey(acknowledged => new { acknowledged.DocumentId, acknowledged.Version, acknowledged.UserId });
    }
}
