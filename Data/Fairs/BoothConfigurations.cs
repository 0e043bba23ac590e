using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Domain.Fairs;

namespace Pinchang.Data.Fairs;

/// <summary>Read here, and marked as told; everything else in it <see cref="BoothLog"/> writes.</summary>
internal sealed class PlaceConfiguration : IEntityTypeConfiguration<Place>
{
    public void Configure(EntityTypeBuilder<Place> builder)
    {
        builder.ToTable("places", "fairs");
        builder.Property(place => place.Id).ValueGeneratedNever();
        builder.Ignore(place => place.IsLiving);
    }
}

/// <summary>Read here, and marked as told; everything else in it <see cref="BoothLog"/> writes.</summary>
internal sealed class TalkConfiguration : IEntityTypeConfiguration<Talk>
{
    public void Configure(EntityTypeBuilder<Talk> builder)
    {
        builder.ToTable("talks", "fairs");
        builder.Property(talk => talk.Id).ValueGeneratedNever();
        builder.Ignore(talk => talk.IsOpen);
        builder.Ignore(talk => talk.UndoUntil);
    }
}

internal sealed class TalkLineConfiguration : IEntityTypeConfiguration<TalkLine>
{
    public void Configure(EntityTypeBuilder<TalkLine> builder)
    {
        builder.ToTable("talk_messages", "fairs");
        builder.Property(line => line.Id).ValueGeneratedNever();
    }
}

internal sealed class BoothEventConfiguration : IEntityTypeConfiguration<BoothEvent>
{
    public void Configure(EntityTypeBuilder<BoothEvent> builder)
    {
        builder.ToTable("booth_events", "fairs");
        builder.HasKey(happened => new { happened.BoothId, happened.Sequence });
    }
}
