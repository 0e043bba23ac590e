namespace Pinchang.Web.Shown;

/// <summary>Names the resource file of words that every page uses: times, states, shells.</summary>
public sealed class Words;
