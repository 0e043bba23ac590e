namespace Pinchang.Web.Pages.Persons;

/// <summary>Names the sentences of these pages.</summary>
public sealed class Texts;
