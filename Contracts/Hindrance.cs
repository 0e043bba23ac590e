namespace Pinchang.Contracts;

/// <summary>What a command would be refused for now, told before anybody sends it: the refusal's code and its sentence.</summary>
public sealed record Hindrance(string Code, string Sentence);
