using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pinchang.Data.Schema;
using Pinchang.Domain.Surveys;

namespace Pinchang.Data.Surveys;

internal sealed class SurveyConfiguration : IEntityTypeConfiguration<Survey>
{
    public void Configure(EntityTypeBuilder<Survey> builder)
    {
        builder.ToTable("surveys", "compliance");
        builder.Property(survey => survey.Id).ValueGeneratedNever();
        builder.Property(survey => survey.Questions).HasJson();
    }
}

internal sealed class SurveyAnswerConfiguration : IEntityTypeConfiguration<SurveyAnswer>
{
    public void Configure(EntityTypeBuilder<SurveyAnswer> builder)
    {
        builder.ToTable("survey_answers", "compliance");
        builder.Property(answer => answer.Id).ValueGeneratedNever();
        builder.Property(answer => answer.Body).HasJson();
    }
}
