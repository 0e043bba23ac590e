namespace Pinchang.Web.Pages.Complaints;

/// <summary>Names the sentences of these pages.</summary>
public sealed class Texts;
