using Microsoft.AspNetCore.SignalR;
using Pinchang.Contracts.Fairs;

namespace Pinchang.Api.Fairs.Live;

/// <summary>Passes on what a fair tells this host: to the people concerned, to the desks, or to everybody.</summary>
internal sealed class FairListener(IHubContext<FairHub, IFairClient> hub, TimeProvider time) : IFairObserver
{
    // Sends are begun, not waited for: a line keeps the order of what is begun on it, and a slow one holds up nobody else.
    public Task Told(FairTidings tidings)
    {
        if (tidings.Change is { } change)
        {
            PassOn(change);
        }

        if (tidings.Figures is { } figures)
        {
            _ = hub.Clients.Group(FairGroups.Fair(tidings.FairId)).LobbyChanged(new(tidings.FairId, figures, tidings.Booths, time.GetUtcNow()));
        }

        if (tidings.Notice is { } notice)
        {
            _ = hub.Clients.Group(FairGroups.Fair(tidings.FairId)).NoticePosted(notice);
        }

        return Task.CompletedTask;
    }

    private void PassOn(BoothChange change)
    {
        foreach (var (candidate, place, isCall) in change.Places)
        {
            _ = isCall ? Person(candidate).Called(place) : Person(candidate).QueueChanged(place);
        }

        foreach (var talk in change.Talks)
        {
            _ = Person(talk.CandidateId).TalkChanged(talk.For(talk.CandidateId, time.GetUtcNow()));
            _ = Person(talk.RecruiterId).TalkChanged(talk);
        }

        foreach (var person in change.MessageTo)
        {
            _ = Person(person).MessageReceived(change.Message!);
        }

        if (change.Signal is { } signal)
        {
            _ = Person(signal.To).Signalled(signal.TalkId, signal.Signal);
            return;
        }

        _ = hub.Clients.Group(FairGroups.Desk(change.Figures.BoothId)).DeskChanged(change.Figures.BoothId, change.Revision);
    }

    private IFairClient Person(Guid id) => hub.Clients.Group(FairGroups.Person(id));
}
