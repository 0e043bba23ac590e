namespace Pinchang.Web.Pages.Recruiting;

/// <summary>Names the resource file of this folder's sentences.</summary>
public sealed class Texts;
