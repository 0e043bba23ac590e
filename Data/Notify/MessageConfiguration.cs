using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Data.Schema;
using Pinchang.Domain.Notify;

namespace Pinchang.Data.Notify;

internal sealed class MessageConfiguration : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.ToTable("messages", "notify");
        builder.Property(message => message.Id).ValueGeneratedNever();
        builder.Property(message => message.Sms).HasJson();
    }
}

internal sealed class NoticeWordingConfiguration : IEntityTypeConfiguration<NoticeWording>
{
    public void Configure(EntityTypeBuilder<NoticeWording> builder)
    {
        builder.ToTable("notice_texts", "notify");
        builder.Property(written => written.Id).ValueGeneratedNever();
    }
}

internal sealed class SendingAttemptConfiguration : IEntityTypeConfiguration<SendingAttempt>
{
    public void Configure(EntityTypeBuilder<SendingAttempt> builder)
    {
        builder.ToTable("attempts", "notify");
        builder.Property(attempt => attempt.Id).ValueGeneratedNever();
    }
}
