namespace Pinchang.Web.Pages.Reviews;

/// <summary>Names the sentences of these pages.</summary>
public sealed class Texts;
