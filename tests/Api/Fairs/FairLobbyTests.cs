using System.Net;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts.Fairs;
using static Pinchang.Api.Tests.Fairs.FairScene;

namespace Pinchang.Api.Tests.Fairs;

public sealed class FairLobbyTests(FairScene scene) : IClassFixture<FairScene>
{
    private string Path => $"/api/fairs/{scene.Fair.Summary.Id}/lobby";

    [Fact]
    public async Task A_crowd_before_the_doors_is_one_reading_of_the_fair()
    {
        var browser = scene.Api.Browser();
        var path = $"/api/fairs/{(await scene.PublishedFairAsync()).Summary.Id}/lobby";

        var read = await RoundTrips.OfAsync(
            scene.Api, () => Task.WhenAll(Enumerable.Range(0, 60).Select(_ => browser.GetAsync<LobbyDetails>(path))), text => text.Contains("fairs.booths", StringComparison.Ordinal));

        // Each reading is one statement over all booths; a slow machine may need a second or two for the crowd.
        read.Count(text => text.Contains("exhibitors", StringComparison.Ordinal)).ShouldBeInRange(1, 5);
    }

    [Fact]
    public async Task What_is_kept_for_everybody_holds_nothing_of_anybody()
    {
        var candidate = await scene.VisitorAsync();
        var place = await TakeNumberAsync(candidate, scene.Booth);

        var own = await candidate.Http.GetAsync<LobbyDetails>(Path);
        var strangers = await scene.Api.Browser().GetAsync<LobbyDetails>(Path);

        own.Places.ShouldHaveSingleItem().Id.ShouldBe(place.Id);
        own.Halls.SelectMany(hall => hall.Booths).ShouldContain(card => card.Fit != null);
        strangers.Places.ShouldBeEmpty();
        strangers.Halls.SelectMany(hall => hall.Booths).ShouldAllBe(card => card.Fit == null);
        await (await candidate.Http.PostCommandAsync($"/api/queue-places/{place.Id}/withdrawals", null)).ReadAsync<QueuePlace>();
    }

    [Fact]
    public async Task A_draft_that_its_operator_has_just_looked_at_is_still_nobody_elses()
    {
        var draft = await (await scene.Operator.Http.PostCommandAsync("/api/fairs", scene.Announcement())).ReadAsync<FairDetails>();
        var path = new Uri($"/api/fairs/{draft.Summary.Id}/lobby", UriKind.Relative);

        (await scene.Operator.Http.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await scene.Api.Browser().GetAsync(path)).ShouldRefuseAsync(HttpStatusCode.NotFound, "fairs.not-found");
        await (await scene.ForeignOperator.Http.GetAsync(path)).ShouldRefuseAsync(HttpStatusCode.NotFound, "fairs.not-found");
    }

    [Fact]
    public async Task An_open_desk_costs_the_talks_that_are_over_and_nothing_else_of_the_fair()
    {
        var path = $"/api/booths/{scene.Booth.BoothId}/desk";
        await scene.Recruiter.Http.GetAsync<BoothDesk>(path);

        // The door is known for a second; the queue, the talks and the figures are the booth's own.
        (await CountAsync(() => scene.Recruiter.Http.GetAsync<BoothDesk>(path), text => text.Contains("jobs.", StringComparison.Ordinal)
            || text.Contains("exhibitors", StringComparison.Ordinal) || text.Contains("recruiting.resumes", StringComparison.Ordinal))).ShouldBe(0);
    }

    [Fact]
    public async Task Two_exhibitors_or_fairs_cost_as_many_statements_as_one()
    {
        var fair = await scene.PublishedFairAsync();
        await scene.ExhibitAsync(fair, scene.Recruiter, [scene.Job.Summary.Id], [scene.Recruiter.UserId]);
        var exhibitors = $"/api/fairs/{fair.Summary.Id}/exhibitors";

        var one = await CountAsync(() => scene.Operator.Http.GetAsync<ExhibitorDetails[]>(exhibitors));
        var two = await CountAsync(() => scene.Operator.Http.GetAsync<ExhibitorDetails[]>($"/api/fairs/{scene.Fair.Summary.Id}/exhibitors"));
        var fairs = await CountAsync(() => scene.Recruiter.Http.GetAsync<EmployerFair[]>("/api/recruiting/fairs"));

        two.ShouldBe(one);
        fairs.ShouldBeLessThan(12);
        (await scene.Recruiter.Http.GetAsync<EmployerFair[]>("/api/recruiting/fairs")).Single(own => own.Summary.Id == fair.Summary.Id)
            .ShouldSatisfyAllConditions(own => own.Exhibitor!.Jobs.ShouldHaveSingleItem(), own => own.Exhibitor!.BoothNumber.ShouldNotBeNull(), own => own.CanExhibit.ShouldBeTrue());
    }

    [Fact]
    public async Task A_booth_of_a_fair_that_is_not_open_is_shown_and_not_woken()
    {
        var fair = await scene.PublishedFairAsync();
        var booth = await scene.ExhibitAsync(fair, scene.Recruiter, [scene.Job.Summary.Id], [scene.Recruiter.UserId]);

        var shown = await scene.Api.Browser().GetAsync<BoothDetails>($"/api/booths/{booth.BoothId}");

        shown.Card.Figures.ShouldSatisfyAllConditions(figures => figures.State.ShouldBe(BoothState.Open), figures => figures.Waiting.ShouldBe(0));
        (await scene.Recruiting.ReadAsync(data => data.Database.SqlQuery<Guid>($"SELECT booth_id AS \"Value\" FROM fairs.epochs").ToArrayAsync()))
            .ShouldNotContain(booth.BoothId!.Value);
    }

    private Task<int> CountAsync<T>(Func<Task<T>> act) => CountAsync(act, text =>
        text.Contains("fairs.", StringComparison.Ordinal) || text.Contains("jobs.", StringComparison.Ordinal)
            || text.Contains("employers", StringComparison.Ordinal) || text.Contains("memberships", StringComparison.Ordinal));

    /// <summary>The fewest of three times: workers read the same tables beside it, and can only add.</summary>
    private async Task<int> CountAsync<T>(Func<Task<T>> act, Func<string, bool> counts)
    {
        var fewest = int.MaxValue;
        for (var time = 0; time < 3; time++)
        {
            fewest = Math.Min(fewest, (await RoundTrips.OfAsync(
                scene.Api, act, text => text.StartsWith("SELECT", StringComparison.Ordinal)
                    && !text.Contains("accounts.sessions", StringComparison.Ordinal) && counts(text))).Length);
        }

        return fewest;
    }
}
