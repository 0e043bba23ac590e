using System.Globalization;
using System.Resources;
using Pinchang.Contracts.Persons;
using Pinchang.Domain.Persons;

namespace Pinchang.Api.Persons;

/// <summary>What a kind of data is called, holds, serves and until when, from Resources/DataKinds.resx.</summary>
internal static class DataKindTexts
{
    private static readonly ResourceManager Resources = new("Pinchang.Api.Resources.DataKinds", typeof(DataKindTexts).Assembly);

    public static string NameOf(DataKind kind) => Of(kind, "name");

    public static string WhatOf(DataKind kind) => Of(kind, "what");

    public static string WhyOf(DataKind kind) => Of(kind, "why");

    public static string UntilOf(DataKind kind) => Of(kind, "until");

    /// <summary>What happens to it then.</summary>
    public static string ThenOf(DataKind kind) => Of(kind, "then");

    /// <summary>A word of our own records in an export (a field's name, a state), or the word itself.</summary>
    public static string Word(string word) => Resources.GetString("word." + word, CultureInfo.InvariantCulture) ?? word;

    public static string PartOf(RevealedPart part) => Find($"part.{part}")!;

    public static string? Find(string key) => Resources.GetString(key, CultureInfo.InvariantCulture);

    private static string Of(DataKind kind, string part) => Find($"{kind}.{part}") ?? throw new InvalidOperationException($"{kind} has no words for its {part}.");
}
