using Microsoft.AspNetCore.SignalR;
using Pinchang.Contracts.Fairs;

namespace Pinchang.Api.Fairs.Live;

/// <summary>Passes on what a fair tells this host: to the people concerned, to the desks, or to everybody.</summary>
internal sealed class FairListener(IHubContext<FairHub, IFairClient> hub, TimeProvider time) : IFairObserver
{
    public async Task Told(FairTidings tidings)
    {
        if (tidings.Change is { } change)
        {
            await PassOnAsync(change);
        }

        if (tidings.Figures is { } figures)
        {
            await hub.Clients.Group(FairGroups.Fair(tidings.FairId)).LobbyChanged(new(tidings.FairId, figures, tidings.Booths, time.GetUtcNow()));
        }

        if (tidings.Notice is { } notice)
        {
            await hub.Clients.Group(FairGroups.Fair(tidings.FairId)).NoticePosted(notice);
        }
    }

    private async Task PassOnAsync(BoothChange change)
    {
        foreach (var (candidate, place, isCall) in change.Places)
        {
            await (isCall ? Person(candidate).Called(place) : Person(candidate).QueueChanged(place));
        }

        foreach (var talk in change.Talks)
        {
            await Person(talk.CandidateId).TalkChanged(talk.For(talk.CandidateId, time.GetUtcNow()));
            await Person(talk.RecruiterId).TalkChanged(talk);
        }

        foreach (var person in change.MessageTo)
        {
            await Person(person).MessageReceived(change.Message!);
        }

        if (change.Signal is { } signal)
        {
            await Person(signal.To).Signalled(signal.TalkId, signal.Signal);
            return;
        }

        await hub.Clients.Group(FairGroups.Desk(change.Figures.BoothId)).DeskChanged(change.Figures.BoothId, change.Revision);
    }

    private IFairClient Person(Guid id) => hub.Clients.Group(FairGroups.Person(id));
}
