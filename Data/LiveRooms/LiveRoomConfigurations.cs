using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.LiveRooms;

namespace Pinchang.Data.LiveRooms;

internal sealed class LiveRoomConfiguration : IEntityTypeConfiguration<LiveRoom>
{
    public void Configure(EntityTypeBuilder<LiveRoom> builder)
    {
        builder.ToTable("rooms", "live");
        builder.Property(room => room.Id).ValueGeneratedNever();
        builder.HasMany(room => room.Jobs).WithOne().HasForeignKey(entry => entry.RoomId);
        builder.HasMany(room => room.Sessions).WithOne().HasForeignKey(session => session.RoomId);
        builder.Ignore(room => room.Latest);
        builder.Property(room => room.Rundown)
            .HasColumnType("jsonb")
            .HasConversion(
                steps => JsonSerializer.Serialize(steps, JsonSerializerOptions.Web),
                json => JsonSerializer.Deserialize<RundownStep[]>(json, JsonSerializerOptions.Web)!,
                new ValueComparer<RundownStep[]>(
                    (one, other) => one!.SequenceEqual(other!),
                    steps => steps.Length,
                    steps => steps.ToArray()));
    }
}

internal sealed class RoomJobEntryConfiguration : IEntityTypeConfiguration<RoomJobEntry>
{
    public void Configure(EntityTypeBuilder<RoomJobEntry> builder)
    {
        builder.ToTable("room_jobs", "live");
        builder.HasKey(entry => new { entry.RoomId, entry.JobId });
    }
}

internal sealed class LiveSessionConfiguration : IEntityTypeConfiguration<LiveSession>
{
    public void Configure(EntityTypeBuilder<LiveSession> builder)
    {
        builder.ToTable("sessions", "live");
        builder.Property(session => session.Id).ValueGeneratedNever();
    }
}

internal sealed class ReminderConfiguration : IEntityTypeConfiguration<Reminder>
{
    public void Configure(EntityTypeBuilder<Reminder> builder)
    {
        builder.ToTable("reminders", "live");
        builder.HasKey(reminder => new { reminder.SessionId, reminder.UserId });
    }
}

/// <summary>Read only here; <see cref="RoomLog"/> writes it.</summary>
internal sealed class KeptFiguresConfiguration : IEntityTypeConfiguration<KeptFigures>
{
    public void Configure(EntityTypeBuilder<KeptFigures> builder)
    {
        builder.ToTable("figures", "live");
        builder.HasKey(figures => figures.SessionId);
        builder.Property(figures => figures.Body)
            .HasColumnType("jsonb")
            .HasConversion(
                body => JsonSerializer.Serialize(body, FeedRow.Json),
                json => JsonSerializer.Deserialize<RoomFigures>(json, FeedRow.Json)!,
                new ValueComparer<RoomFigures>((one, other) => ReferenceEquals(one, other), body => 0, body => body));
    }
}
