using Pinchang.Contracts;
using Pinchang.Contracts.Maintenance;

namespace Pinchang.Web.Calls;

internal static class OperationsCalls
{
    private const string Incidents = "/api/operations/incidents";
    private const string Drills = "/api/operations/drills";

    public static Task<ApiAnswer<OperationsState>> OperationsStateAsync(this ApiClient api) => api.GetAsync<OperationsState>("/api/operations/state");

    public static Task<ApiAnswer<AccessMatrix>> AccessMatrixAsync(this ApiClient api) => api.GetAsync<AccessMatrix>("/api/operations/access-matrix");

    public static Task<ApiAnswer<Page<IncidentDetails>>> IncidentsAsync(this ApiClient api, bool closed, Guid? id, int page) =>
        api.GetAsync<Page<IncidentDetails>>(Incidents.With(("closed", closed), ("id", id), ("page", page)));

    public static Task<ApiAnswer<IncidentDetails>> OpenIncidentAsync(this ApiClient api, OpenIncident incident, Guid key) => api.PostAsync<IncidentDetails>(Incidents, incident, key);

    public static Task<ApiAnswer<IncidentDetails>> IncidentStepAsync(this ApiClient api, Guid id, string step, object body, Guid key) =>
        api.PostAsync<IncidentDetails>($"{Incidents}/{id}/{step}", body, key);

    public static Task<ApiAnswer<Page<EmergencyDrillDetails>>> DrillsAsync(this ApiClient api, int page) => api.GetAsync<Page<EmergencyDrillDetails>>(Drills.With(("page", page)));

    public static Task<ApiAnswer<EmergencyDrillDetails>> PlanDrillAsync(this ApiClient api, PlanDrill drill, Guid key) => api.PostAsync<EmergencyDrillDetails>(Drills, drill, key);

    public static Task<ApiAnswer<EmergencyDrillDetails>> RecordDrillAsync(this ApiClient api, Guid id, RecordDrill drill, Guid key) =>
        api.PostAsync<EmergencyDrillDetails>($"{Drills}/{id}/results", drill, key);
}
