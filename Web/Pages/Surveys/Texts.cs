namespace Pinchang.Web.Pages.Surveys;

/// <summary>Names the sentences of these pages.</summary>
public sealed class Texts;
