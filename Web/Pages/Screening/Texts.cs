namespace Pinchang.Web.Pages.Screening;

/// <summary>Names the sentences of these pages.</summary>
public sealed class Texts;
