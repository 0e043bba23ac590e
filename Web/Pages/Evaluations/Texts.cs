namespace Pinchang.Web.Pages.Evaluations;

/// <summary>Names the sentences of these pages.</summary>
public sealed class Texts;
