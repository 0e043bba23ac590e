namespace Pinchang.Web.Pages.FairDesk;

/// <summary>Names the resource file of this folder's sentences.</summary>
public sealed class Texts;
