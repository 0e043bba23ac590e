using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.SignalR;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Maintenance;
using Pinchang.Domain;

namespace Pinchang.Api.Maintenance;

/// <summary>
/// LH-4.4.1b: who may do what, read from the route table that answers requests: what the matrix says is what the routes ask, since nothing
/// is written down a second time.
/// </summary>
internal static class GetAccessMatrix
{
    private const string Hubs = "Hubs";
    private const string Elsewhere = "Elsewhere";

    private static readonly string[] Columns = [Roles.Candidate, .. Roles.Agency, .. Roles.Employer, .. Roles.Exam];

    public static Ok<AccessMatrix> Handle(EndpointDataSource routes, TimeProvider time) => TypedResults.Ok(Read(routes, time.GetUtcNow()));

    public static FileContentHttpResult ToCsv(EndpointDataSource routes, TimeProvider time)
    {
        var matrix = Read(routes, time.GetUtcNow());
        var sheet = new CsvSheet().Row([Title("area"), Title("action"), Title("asked"), Title("open"), .. matrix.Roles]);
        foreach (var (room, line) in matrix.Rooms.SelectMany(room => room.Lines.Select(line => (room, line))))
        {
            sheet.Row([room.Name, line.Action, string.Join(' ', line.Policies), line.IsOpen ? "1" : "", .. matrix.Roles.Select(role => line.Roles.Contains(role) ? "1" : "")]);
        }

        return sheet.ToFile(string.Create(CultureInfo.InvariantCulture, $"{Title("file")}-{ChinaTime.DateOf(matrix.At):yyyy-MM-dd}.csv"));
    }

    internal static AccessMatrix Read(EndpointDataSource routes, DateTimeOffset now)
    {
        var known = routes.Endpoints.OfType<RouteEndpoint>().Where(SaysWhatItAsks).ToList();
        var lines = known.Where(route => route.Metadata.GetMetadata<HubMetadata>() is null)
            .Select(route => (Room: RoomOf(route), Line: LineOf(ActionOf(route), route)))
            .Concat(known.Where(route => route.Metadata.GetMetadata<HubMetadata>() is not null)
                .DistinctBy(route => route.Metadata.GetMetadata<HubMetadata>()!.HubType)
                .SelectMany(route => MethodsOf(route.Metadata.GetMetadata<HubMetadata>()!.HubType).Select(method => (Room: Hubs, Line: LineOf(method, route)))));
        return new(now, Columns,
        [
            .. lines.GroupBy(line => line.Room, line => line.Line).OrderBy(room => room.Key, StringComparer.Ordinal)
                .Select(room => new AccessRoom(room.Key, [.. room.DistinctBy(line => line.Action).OrderBy(line => line.Action.Split(' ')[^1], StringComparer.Ordinal)])),
        ]);
    }

    private static AccessLine LineOf(string action, RouteEndpoint route)
    {
        var isOpen = route.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        string[] policies = isOpen ? [] : [.. route.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(asked => asked.Policy).OfType<string>().Distinct()];
        return new(action, policies, isOpen, [.. Columns.Where(role => isOpen || policies.All(policy => Satisfies(role, policy)))]);
    }

    private static bool Satisfies(string role, string policy) =>
        policy is Access.SignedIn or Access.VerifiedPhone || Access.RolesByPolicy.GetValueOrDefault(policy, []).Contains(role);

    private static bool SaysWhatItAsks(RouteEndpoint route) =>
        route.Metadata.GetMetadata<IAllowAnonymous>() is not null || route.Metadata.GetMetadata<IAuthorizeData>() is not null;

    private static string RoomOf(RouteEndpoint route) => route.Metadata.GetMetadata<ITagsMetadata>()?.Tags is [var tag, ..] ? tag : Elsewhere;

    private static string ActionOf(RouteEndpoint route) =>
        $"{string.Join(",", route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"])} {route.RoutePattern.RawText}";

    private static IEnumerable<string> MethodsOf(Type hub) => hub.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(method => method.GetBaseDefinition().DeclaringType == hub)
        .Select(method => $"{hub.Name}.{method.Name}");

    private static string Title(string key) => Notices.AccessMatrix(key);
}
