namespace Pinchang.Web.Calls;

/// <summary>Names the resource file of the sentences that Web says when Api could not.</summary>
public sealed class CallTexts;
