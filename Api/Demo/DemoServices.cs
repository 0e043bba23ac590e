namespace Pinchang.Api.Demo;

internal static class DemoServices
{
    public static IServiceCollection AddDemo(this IServiceCollection services) => services
        .AddScoped<DemoPeople>()
        .AddScoped<DemoEmployers>()
        .AddScoped<DemoLicences>()
        .AddScoped<DemoQualifications>()
        .AddScoped<DemoAgreements>()
        .AddScoped<DemoComplaints>()
        .AddScoped<DemoSurveys>()
        .AddScoped<DemoImprovements>()
        .AddScoped<DemoRegistrations>()
        .AddScoped<DemoExam>()
        .AddScoped<DemoPapers>()
        .AddScoped<DemoSittings>()
        .AddScoped<DemoFair>()
        .AddScoped<DemoMarkedExam>()
        .AddScoped<DemoVenue>()
        .AddHostedService<DemoSeeding>();
}
