using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Domain.Organisations;

namespace Pinchang.Data.Organisations;

internal sealed class LicenceConfiguration : IEntityTypeConfiguration<Licence>
{
    public void Configure(EntityTypeBuilder<Licence> builder)
    {
        builder.ToTable("licences", "organisations");
        builder.Property(licence => licence.Id).ValueGeneratedNever();
    }
}

internal sealed class MemberInvitationConfiguration : IEntityTypeConfiguration<MemberInvitation>
{
    public void Configure(EntityTypeBuilder<MemberInvitation> builder)
    {
        builder.ToTable("member_invitations", "organisations");
        builder.Property(invitation => invitation.Id).ValueGeneratedNever();
    }
}

internal sealed class MemberDepartmentConfiguration : IEntityTypeConfiguration<MemberDepartment>
{
    public void Configure(EntityTypeBuilder<MemberDepartment> builder)
    {
        builder.ToTable("member_departments", "organisations");
        builder.HasKey(member => new { member.EmployerId, member.UserId });
    }
}

internal sealed class EmployerConfiguration : IEntityTypeConfiguration<Employer>
{
    public void Configure(EntityTypeBuilder<Employer> builder)
    {
        builder.ToTable("employers", "organisations");
        builder.Property(employer => employer.Id).ValueGeneratedNever();
    }
}
