using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Domain.Exams.Invigilation;

namespace Pinchang.Data.Exams.Invigilation;

internal sealed class KeptRunConfiguration : IEntityTypeConfiguration<KeptRun>
{
    public void Configure(EntityTypeBuilder<KeptRun> builder)
    {
        builder.ToTable("recording_runs", "exams");
        builder.Property(run => run.Id).ValueGeneratedNever();
    }
}

internal sealed class KeptPieceConfiguration : IEntityTypeConfiguration<KeptPiece>
{
    public void Configure(EntityTypeBuilder<KeptPiece> builder)
    {
        builder.ToTable("recording_pieces", "exams");
        builder.HasKey(piece => new { piece.RunId, piece.Number });
    }
}

internal sealed class KeptStillConfiguration : IEntityTypeConfiguration<KeptStill>
{
    public void Configure(EntityTypeBuilder<KeptStill> builder)
    {
        builder.ToTable("stills", "exams");
        builder.HasKey(still => new { still.SessionId, still.Id });
        builder.Property(still => still.Sha256).HasColumnName("sha256");
    }
}

internal sealed class KeptEventConfiguration : IEntityTypeConfiguration<KeptEvent>
{
    public void Configure(EntityTypeBuilder<KeptEvent> builder)
    {
        builder.ToTable("session_events", "exams");
        builder.Property(happened => happened.Id).ValueGeneratedNever();
    }
}

internal sealed class KeptDecisionConfiguration : IEntityTypeConfiguration<KeptDecision>
{
    public void Configure(EntityTypeBuilder<KeptDecision> builder)
    {
        builder.ToTable("event_decisions", "exams");
        builder.HasKey(decision => decision.EventId);
        builder.Property(decision => decision.EventId).ValueGeneratedNever();
    }
}

internal sealed class KeptMessageConfiguration : IEntityTypeConfiguration<KeptMessage>
{
    public void Configure(EntityTypeBuilder<KeptMessage> builder)
    {
        builder.ToTable("invigilator_messages", "exams");
        builder.Property(message => message.Id).ValueGeneratedNever();
    }
}

internal sealed class MessageReceiptConfiguration : IEntityTypeConfiguration<MessageReceipt>
{
    public void Configure(EntityTypeBuilder<MessageReceipt> builder)
    {
        builder.ToTable("message_receipts", "exams");
        builder.HasKey(receipt => new { receipt.MessageId, receipt.SessionId });
    }
}

internal sealed class TerminationConfirmationConfiguration : IEntityTypeConfiguration<TerminationConfirmation>
{
    public void Configure(EntityTypeBuilder<TerminationConfirmation> builder)
    {
        builder.ToTable("termination_confirmations", "exams");
        builder.HasKey(confirmation => confirmation.SessionId);
        builder.Property(confirmation => confirmation.SessionId).ValueGeneratedNever();
    }
}

internal sealed class EvidenceViewConfiguration : IEntityTypeConfiguration<EvidenceView>
{
    public void Configure(EntityTypeBuilder<EvidenceView> builder)
    {
        builder.ToTable("evidence_views", "exams");
        builder.Property(view => view.Id).ValueGeneratedNever();
    }
}
