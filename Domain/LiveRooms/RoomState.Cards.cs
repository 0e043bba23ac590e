using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Domain.LiveRooms;

public sealed partial class RoomState
{
    private readonly Dictionary<Guid, JobCard> _cards = [];
    private readonly List<Guid> _cardOrder = [];
    private readonly Dictionary<Guid, Guid> _pushes = [];
    private readonly HashSet<Guid> _applications = [];
    private readonly Dictionary<Guid, int> _applicationsByCard = [];

    /// <summary>In the order they were first pushed.</summary>
    public IEnumerable<JobCard> Cards => _cardOrder.Select(id => _cards[id]);

    public JobCard? CurrentCard => _cards.Values.FirstOrDefault(card => card.State == CardState.Current);

    public int Applications => _applications.Count;

    public JobCard? FindCard(Guid cardId) => _cards.GetValueOrDefault(cardId);

    public JobCard? FindCardOfJob(Guid jobId) => _cards.Values.FirstOrDefault(card => card.Job.Id == jobId);

    /// <summary>The card that this very command pushed, when it is sent again.</summary>
    public JobCard? FindPush(Guid commandId) => _pushes.TryGetValue(commandId, out var cardId) ? _cards[cardId] : null;

    /// <summary>Counts an application once, however often it is reported; false when it was counted before.</summary>
    public bool Count(RoomApplication application)
    {
        ArgumentNullException.ThrowIfNull(application);
        if (!_applications.Add(application.Id))
        {
            return false;
        }

        if ((application.CardId ?? FindCardOfJob(application.JobId)?.Id) is { } cardId)
        {
            _applicationsByCard[cardId] = _applicationsByCard.GetValueOrDefault(cardId) + 1;
        }

        return true;
    }

    public CardFunnel[] Funnels() => [.. _cardOrder.Select(Funnel)];

    public CardFunnel Funnel(Guid cardId)
    {
        var (views, clicks) = Audience.CardActivity(cardId);
        return new(cardId, _cards[cardId].Job.Id, views, clicks, _applicationsByCard.GetValueOrDefault(cardId));
    }

    private void Apply(JobCard card, Guid? commandId)
    {
        if (!_cards.ContainsKey(card.Id))
        {
            _cardOrder.Add(card.Id);
        }

        _cards[card.Id] = card;
        if (commandId is { } command)
        {
            _pushes[command] = card.Id;
        }
    }
}
