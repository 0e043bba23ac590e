using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Data.Schema;
using Pinchang.Domain.Exams.Results;

namespace Pinchang.Data.Exams.Results;

internal sealed class ScoreNoticeConfiguration : IEntityTypeConfiguration<ScoreNotice>
{
    public void Configure(EntityTypeBuilder<ScoreNotice> builder)
    {
        builder.ToTable("score_notices", "exams");
        builder.Property(notice => notice.Id).ValueGeneratedNever();
    }
}

internal sealed class ScoreConfiguration : IEntityTypeConfiguration<Score>
{
    public void Configure(EntityTypeBuilder<Score> builder)
    {
        builder.ToTable("scores", "exams");
        builder.Property(score => score.Total).HasPrecision(8, 2);
        builder.HasKey(score => new { score.NoticeId, score.RegistrationId });
        builder.Property(score => score.Parts).HasJson();
        builder.HasOne<ScoreNotice>().WithMany().HasForeignKey(score => score.NoticeId);
    }
}

internal sealed class ScoreCheckConfiguration : IEntityTypeConfiguration<KeptScoreCheck>
{
    public void Configure(EntityTypeBuilder<KeptScoreCheck> builder)
    {
        builder.ToTable("score_checks", "exams");
        builder.Property(check => check.Id).ValueGeneratedNever();
        builder.Property(check => check.Differences).HasJson();
    }
}

internal sealed class ScoreDeliveryConfiguration : IEntityTypeConfiguration<ScoreDelivery>
{
    public void Configure(EntityTypeBuilder<ScoreDelivery> builder)
    {
        builder.ToTable("score_deliveries", "exams");
        builder.HasKey(delivery => new { delivery.NoticeId, delivery.RegistrationId, delivery.MessageId });
        builder.HasOne<Score>().WithMany().HasForeignKey(delivery => new { delivery.NoticeId, delivery.RegistrationId });
    }
}

internal sealed class RecheckConfiguration : IEntityTypeConfiguration<Recheck>
{
    public void Configure(EntityTypeBuilder<Recheck> builder)
    {
        builder.ToTable("rechecks", "exams");
        builder.Property(recheck => recheck.Id).ValueGeneratedNever();
        builder.HasOne<Score>().WithMany().HasForeignKey(recheck => new { recheck.NoticeId, recheck.RegistrationId });
    }
}
