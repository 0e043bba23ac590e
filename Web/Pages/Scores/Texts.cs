namespace Pinchang.Web.Pages.Scores;

/// <summary>Names the resource file of this folder's sentences.</summary>
public sealed class Texts;
