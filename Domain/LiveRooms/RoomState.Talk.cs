using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Domain.LiveRooms;

public sealed partial class RoomState
{
    /// <summary>Lines that a joining browser is shown.</summary>
    public const int RecentChat = 50;

    /// <summary>Lines whose ids are remembered, so that a retry is not said twice.</summary>
    private const int RememberedChat = 2_000;

    private readonly Dictionary<Guid, ChatMessage> _messages = [];
    private readonly Queue<Guid> _messageOrder = [];
    private readonly HashSet<Guid> _removed = [];
    private readonly LinkedList<ChatMessage> _recent = [];
    private readonly Dictionary<Guid, Question> _questions = [];
    private readonly Dictionary<Guid, HashSet<Guid>> _votes = [];
    private readonly Dictionary<Guid, ViewerRestriction> _restrictions = [];

    /// <summary>Lines of this session, removed ones too.</summary>
    public int ChatCount { get; private set; }

    public ChatPace Pace { get; } = new();

    public ChatPace QuestionPace { get; } = new();

    public IEnumerable<ChatMessage> Chat => _recent;

    public IEnumerable<Question> Questions => _questions.Values.OrderBy(question => question.AskedAt);

    public int QuestionCount => _questions.Count;

    public ChatMessage? FindMessage(Guid messageId) => _messages.GetValueOrDefault(messageId);

    public bool IsRemoved(Guid messageId) => _removed.Contains(messageId);

    public Question? FindQuestion(Guid questionId) => _questions.GetValueOrDefault(questionId);

    public bool HasVoted(Guid questionId, Guid userId) => _votes.TryGetValue(questionId, out var voters) && voters.Contains(userId);

    /// <summary>What holds for a person now, or null.</summary>
    public ViewerRestriction? RestrictionOf(Guid userId, DateTimeOffset now) =>
        _restrictions.TryGetValue(userId, out var restriction) && restriction.Until > now ? restriction : null;

    /// <summary>Lines that were kept before this activation and are not replayed one by one.</summary>
    public void CountEarlierChat(int lines) => ChatCount += lines;

    private void Apply(ChatMessage message)
    {
        ChatCount++;
        _messages[message.Id] = message;
        _messageOrder.Enqueue(message.Id);
        if (_messageOrder.Count > RememberedChat)
        {
            _messages.Remove(_messageOrder.Dequeue());
        }

        _recent.AddLast(message);
        if (_recent.Count > RecentChat)
        {
            _recent.RemoveFirst();
        }
    }

    private void RemoveChat(Guid messageId)
    {
        _removed.Add(messageId);
        if (_recent.FirstOrDefault(message => message.Id == messageId) is { } message)
        {
            _recent.Remove(message);
        }
    }

    private void Apply(Question question) =>
        _questions[question.Id] = question with { Votes = _votes.TryGetValue(question.Id, out var voters) ? voters.Count : 0 };

    private void Apply(VoteCast vote)
    {
        if (!_questions.TryGetValue(vote.QuestionId, out var question))
        {
            return;
        }

        if (!_votes.TryGetValue(vote.QuestionId, out var voters))
        {
            _votes[vote.QuestionId] = voters = [];
        }

        if (vote.Up ? voters.Add(vote.UserId) : voters.Remove(vote.UserId))
        {
            _questions[vote.QuestionId] = question with { Votes = voters.Count };
        }
    }

    private void Apply(ViewerRestricted restricted)
    {
        if (restricted.Until is { } until)
        {
            _restrictions[restricted.UserId] = new(until, restricted.Removed);
        }
        else
        {
            _restrictions.Remove(restricted.UserId);
        }
    }
}
