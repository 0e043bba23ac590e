using Microsoft.Extensions.DependencyInjection;

namespace Pinchang.ExamGrains;

/// <summary>Where the exam grains are.</summary>
public static class ExamGrainsAssembly
{
    /// <summary>
    /// Adds nothing: grain classes are found by the silo. The call makes the host name this assembly, whose classes are internal and which
    /// would be left out of its references otherwise.
    /// </summary>
    public static IServiceCollection AddExamGrains(this IServiceCollection services) => services;
}
