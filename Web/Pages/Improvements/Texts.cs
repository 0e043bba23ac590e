namespace Pinchang.Web.Pages.Improvements;

/// <summary>Names the sentences of these pages.</summary>
public sealed class Texts;
