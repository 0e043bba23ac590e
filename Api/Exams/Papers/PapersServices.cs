using Pinchang.Data.Exams.Papers;
using Pinchang.Data.Keys;

namespace Pinchang.Api.Exams.Papers;

internal static class PapersServices
{
    public static IServiceCollection AddPapers(this IServiceCollection services) => services
        .AddScoped<PaperDesk>()
        .AddScoped<SealingDesk>()
        .AddSingleton(provider =>
        {
            var configuration = provider.GetRequiredService<IConfiguration>();
            return new ExamKeys(() => MasterOf(configuration));
        });

    /// <summary>PINCHANG_EXAM_KEY (32 bytes in base64, for several machines), or PINCHANG_DATA/keys/exam.key, made on first use.</summary>
    private static byte[] MasterOf(IConfiguration configuration)
    {
        if (configuration["PINCHANG_EXAM_KEY"] is { Length: > 0 } text)
        {
            return Convert.FromBase64String(text) is { Length: MasterKeyFile.Length } given
                ? given
                : throw new InvalidOperationException("PINCHANG_EXAM_KEY must be 32 bytes in base64.");
        }

        var data = configuration["PINCHANG_DATA"]
            ?? throw new InvalidOperationException("Neither PINCHANG_EXAM_KEY nor PINCHANG_DATA says where the exam master key is.");
        return MasterKeyFile.ReadOrMake(data, "exam.key");
    }
}
