using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Pinchang.Web.Tests;

public sealed partial class RouteTableTests
{
    /// <summary>They send everybody on and have no face of their own.</summary>
    private static readonly string[] Onward = ["sign-out", "my/work"];

    private static readonly string[] Rendered =
    [
        .. PagesTests.EveryPage.Concat(ExamPagesTests.EveryPage).Concat(MarkingPagesTests.EveryPage).Concat(OfficePagesTests.EveryPage).Concat(ComplaintPagesTests.EveryPage).Concat(DocumentPagesTests.EveryPage).Concat(PersonPagesTests.EveryPage).Concat(MemberPagesTests.EveryPage).Concat(OperationsPagesTests.EveryPage).Concat(SurveyPagesTests.EveryPage).Concat(ImprovementPagesTests.EveryPage).Concat(EvaluationPagesTests.EveryPage).Concat(ScreeningPagesTests.EveryPage).Concat(StaffPagesTests.EveryPage)
            .Select(row => ((string)row[1]).Split('?')[0].TrimStart('/')),
    ];

    [Fact]
    public void Every_page_of_the_route_table_is_rendered_by_a_test()
    {
        using var site = new WebSite();
        string[] pages =
        [
            .. site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
                .Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/')),
        ];
        Onward.ShouldBeSubsetOf(pages);
        pages.Where(page => !Onward.Contains(page) && !Rendered.Any(PatternOf(page).IsMatch)).ShouldBeEmpty();
    }

    private static Regex PatternOf(string page) =>
        new($"^{Word().Replace(Number().Replace(Id().Replace(OptionalId().Replace(page, "(/[0-9a-f-]{36})?"), "[0-9a-f-]{36}"), "[0-9]+"), "[^/]+")}$");

    [GeneratedRegex(@"\{[a-zA-Z]\w*\}")]
    private static partial Regex Word();

    [GeneratedRegex(@"/\{\w+:guid\?\}")]
    private static partial Regex OptionalId();

    [GeneratedRegex(@"\{\w+:guid\}")]
    private static partial Regex Id();

    [GeneratedRegex(@"\{\w+:int\}")]
    private static partial Regex Number();
}
