namespace Pinchang.Web.Pages.Staff;

/// <summary>Names the sentences of these pages.</summary>
public sealed class Texts;
