namespace Pinchang.Contracts.Persons;

/// <summary>A kind of data, how long it is kept, and what the next run would remove.</summary>
/// <param name="Due">Null of kinds that are removed by another way than this run.</param>
/// <param name="Oldest">The oldest that is there.</param>
public sealed record RetentionStanding(string Kind, string Name, string Term, string Clause, string Then, int? Due, DateTimeOffset? Oldest, DateTimeOffset? Before);

/// <summary><c>GET /api/operations/retention</c>: a dry run, and the last real ones.</summary>
public sealed record RetentionPlan(RetentionStanding[] Kinds, RetentionRunSummary[] Runs, DateTimeOffset NextAt);

public sealed record RetentionRunSummary(DateTimeOffset At, string Name, int Removed);
