using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Domain.Maintenance;

namespace Pinchang.Data.Maintenance;

internal sealed class IncidentConfiguration : IEntityTypeConfiguration<Incident>
{
    public void Configure(EntityTypeBuilder<Incident> builder)
    {
        builder.ToTable("incidents", "compliance");
        builder.Property(incident => incident.Id).ValueGeneratedNever();
        builder.HasMany(incident => incident.Entries).WithOne().HasForeignKey(entry => entry.IncidentId);
    }
}

internal sealed class IncidentEntryConfiguration : IEntityTypeConfiguration<IncidentEntry>
{
    public void Configure(EntityTypeBuilder<IncidentEntry> builder)
    {
        builder.ToTable("incident_entries", "compliance");
        builder.Property(entry => entry.Id).ValueGeneratedNever();
    }
}

internal sealed class EmergencyDrillConfiguration : IEntityTypeConfiguration<EmergencyDrill>
{
    public void Configure(EntityTypeBuilder<EmergencyDrill> builder)
    {
        builder.ToTable("emergency_drills", "compliance");
        builder.Property(drill => drill.Id).ValueGeneratedNever();
    }
}
