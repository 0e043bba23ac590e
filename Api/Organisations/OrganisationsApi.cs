using Pinchang.Api.Hosting;
using Pinchang.Api.Organisations.Licences;
using Pinchang.Api.Organisations.Members;
using Pinchang.Contracts;

namespace Pinchang.Api.Organisations;

internal static class OrganisationsApi
{
    public static IServiceCollection AddOrganisations(this IServiceCollection services) => services
        .AddScoped<LicenceDoors>()
        .AddScoped<InvitationPost>()
        .AddSingleton<LicenceKeeper>()
        .AddHostedService(provider => provider.GetRequiredService<LicenceKeeper>());

    public static IEndpointRouteBuilder MapOrganisations(this IEndpointRouteBuilder app)
    {
        var employers = app.MapGroup("/api/employers").WithTags("Employers");
        employers.MapPost("/", RegisterOwnEmployer.HandleAsync).RequireAuthorization(Access.VerifiedPhone).RequireIdempotencyKey();
        employers.MapGet("/mine", GetOwnEmployer.HandleAsync).RequireAuthorization(Access.SignedIn);
        employers.MapGet("/{id:guid}", GetEmployer.HandleAsync).AllowAnonymous();
        employers.MapPost("/{id:guid}/review-decisions", DecideEmployer.HandleAsync)
            .RequireAuthorization(Access.ReviewOrganisations).RequireIdempotencyKey();
        app.MapGet("/api/operations/employers", ListEmployers.HandleAsync).WithTags("Employers").RequireAuthorization(Access.Operations);
        MapLicences(app, employers);
        MapMembers(app, employers);
        return app;
    }

    private static void MapMembers(IEndpointRouteBuilder app, IEndpointRouteBuilder employers)
    {
        var own = employers.MapGroup("/mine").WithTags("Members");
        own.MapGet("/members", ListMembers.HandleAsync).RequireAuthorization(Access.Recruiting);
        own.MapPost("/departures", EndMembership.LeaveAsync).RequireAuthorization(Access.Recruiting).RequireIdempotencyKey();
        var managed = own.MapGroup("").RequireAuthorization(Access.ManageEmployer);
        managed.MapPut("/members/{userId:guid}", ChangeMember.HandleAsync).RequireIdempotencyKey();
        managed.MapPost("/members/{userId:guid}/removals", EndMembership.RemoveAsync).RequireIdempotencyKey();
        managed.MapPost("/member-invitations", InviteMembers.InviteAsync).RequireIdempotencyKey();
        managed.MapPost("/member-invitations/{id:guid}/resendings", InviteMembers.ResendAsync).RequireIdempotencyKey();
        managed.MapPost("/member-invitations/{id:guid}/withdrawals", InviteMembers.WithdrawAsync).RequireIdempotencyKey();
        var invited = app.MapGroup("/api/member-invitations").WithTags("Members");
        invited.MapGet("/{token}", AcceptInvitation.LookAsync).AllowAnonymous();
        invited.MapPost("/acceptances", AcceptInvitation.HandleAsync).RequireAuthorization(Access.VerifiedPhone).RequireIdempotencyKey();
    }

    private static void MapLicences(IEndpointRouteBuilder app, IEndpointRouteBuilder employers)
    {
        employers.MapGet("/mine/licences", ListLicences.OfEmployerAsync).RequireAuthorization(Access.Recruiting);
        employers.MapPost("/mine/licences", HandInLicences.ByEmployerAsync).RequireAuthorization(Access.ManageEmployer).RequireIdempotencyKey();
        app.MapGet("/api/qualifications", ListLicences.OfPublicAsync).WithTags("Licences").AllowAnonymous();
        app.MapGet("/api/operations/licences", ListLicences.OfAgencyAsync).WithTags("Licences").RequireAuthorization(Access.ReviewOrganisations);
        app.MapGet("/api/operations/licences/{id:guid}", ListLicences.OneAsync).WithTags("Licences").RequireAuthorization(Access.ReviewOrganisations);
        app.MapPost("/api/operations/licences", HandInLicences.ByAgencyAsync)
            .WithTags("Licences").RequireAuthorization(Access.ReviewOrganisations).RequireIdempotencyKey();
        app.MapPost("/api/licences/{id:guid}/review-decisions", DecideLicence.HandleAsync)
            .WithTags("Licences").RequireAuthorization(Access.ReviewOrganisations).RequireIdempotencyKey();
    }
}
