namespace System.Runtime.CompilerServices;

/// <summary>Lets records be compiled for the framework that compilers load generators in.</summary>
internal static class IsExternalInit;
