using Pinchang.Api.Accounts;
using Pinchang.Api.Applications;
using Pinchang.Api.Calls;
using Pinchang.Api.Complaints;
using Pinchang.Api.Demo;
using Pinchang.Api.Documents;
using Pinchang.Api.Evaluations;
using Pinchang.Api.Exams;
using Pinchang.Api.Exams.Invigilation;
using Pinchang.Api.Exams.Marking;
using Pinchang.Api.Exams.Papers;
using Pinchang.Api.Exams.Sittings;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Exams.Registrations;
using Pinchang.Api.Exams.Results;
using Pinchang.Api.Fairs;
using Pinchang.Api.Files;
using Pinchang.Api.Improvements;
using Pinchang.Api.Jobs;
using Pinchang.Api.Ledger;
using Pinchang.Api.LiveRooms;
using Pinchang.Api.LiveRooms.Broadcast;
using Pinchang.Api.Maintenance;
using Pinchang.Api.Media;
using Pinchang.Api.Notify;
using Pinchang.Api.Organisations;
using Pinchang.Api.Persons;
using Pinchang.Api.Resumes;
using Pinchang.Api.Reviews;
using Pinchang.Api.Screening;
using Pinchang.Api.Staff;
using Pinchang.Api.Surveys;

namespace Pinchang.Api;

/// <summary>Every feature of the product: one line to add it, one line to map it.</summary>
internal static class Features
{
    public static IServiceCollection AddFeatures(this IServiceCollection services, IConfiguration configuration) => services
        .AddAccounts()
        .AddCalls()
        .AddComplaints()
        .AddSurveys()
        .AddEvaluations()
        .AddImprovements()
        .AddDocuments()
        .AddExams()
        .AddSittings()
        .AddInvigilation()
        .AddFairs()
        .AddFiles()
        .AddLedger(configuration)
        .AddLiveRooms()
        .AddMaintenance()
        .AddMedia()
        .AddNotify(configuration)
        .AddOrganisations()
        .AddPapers()
        .AddPersons()
        .AddReviews()
        .AddRoomBroadcast()
        .AddScreening()
        .AddStaff()
        .AddDemo();

    public static IEndpointRouteBuilder MapFeatures(this IEndpointRouteBuilder app) => app
        .MapAccounts()
        .MapOrganisations()
        .MapJobs()
        .MapResumes()
        .MapFiles()
        .MapMarking()
        .MapResults()
        .MapApplications()
        .MapLedger()
        .MapLiveRooms()
        .MapFairs()
        .MapMaintenance()
        .MapMedia()
        .MapCalls()
        .MapComplaints()
        .MapSurveys()
        .MapEvaluations()
        .MapImprovements()
        .MapDocuments()
        .MapExamProjects()
        .MapExamRegistrations()
        .MapNotify()
        .MapSittings()
        .MapInvigilation()
        .MapPapers()
        .MapPersons()
        .MapReviews()
        .MapScreening()
        .MapStaff()
        .MapRoomSockets();
}
