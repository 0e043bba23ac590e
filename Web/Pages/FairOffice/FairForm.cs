using Pinchang.Contracts.Fairs;
using Pinchang.Web.Shown;

namespace Pinchang.Web.Pages.FairOffice;

/// <summary>An announcement and its layout as they are typed; times are China's, whatever the browser's zone.</summary>
public sealed class FairForm
{
    public string? Name { get; set; }

    public string? Organizer { get; set; }

    public string? CoOrganizers { get; set; }

    public DateTime? OpensAt { get; set; }

    public DateTime? ClosesAt { get; set; }

    public string? Content { get; set; }

    public string? Audience { get; set; }

    public string? Scale { get; set; }

    public string? Requirements { get; set; }

    public string? HowToRegister { get; set; }

    public string? Enquiries { get; set; }

    public Guid? CoverFileId { get; set; }

    public List<HallEntry> Halls { get; set; } = [];

    public int? AnswerSeconds { get; set; }

    public int? MostSkips { get; set; }

    public int? GraceMinutes { get; set; }

    public int? TalkMinutes { get; set; }

    public int? ExtensionMinutes { get; set; }

    public int? MostPlaces { get; set; }

    public static FairForm Of(SaveFair fair) => new()
    {
        Name = fair.Name,
        Organizer = fair.Organizer,
        CoOrganizers = fair.CoOrganizers,
        OpensAt = fair.OpensAt is { } opens ? Moments.Local(opens).DateTime : null,
        ClosesAt = fair.ClosesAt is { } closes ? Moments.Local(closes).DateTime : null,
        Content = fair.Content,
        Audience = fair.Audience,
        Scale = fair.Scale,
        Requirements = fair.Requirements,
        HowToRegister = fair.HowToRegister,
        Enquiries = fair.Enquiries,
        CoverFileId = fair.CoverFileId,
        Halls = [.. fair.Halls.Select(hall => new HallEntry { Id = hall.Id, Name = hall.Name, Category = hall.Category })],
        AnswerSeconds = fair.Settings.AnswerSeconds,
        MostSkips = fair.Settings.MostSkips,
        GraceMinutes = fair.Settings.GraceMinutes,
        TalkMinutes = fair.Settings.TalkMinutes,
        ExtensionMinutes = fair.Settings.ExtensionMinutes,
        MostPlaces = fair.Settings.MostPlaces,
    };

    public SaveFair ToRequest()
    {
        var usual = new FairSettings();
        return new()
        {
            Name = Name?.Trim() ?? "",
            Organizer = Said(Organizer),
            CoOrganizers = Said(CoOrganizers),
            OpensAt = OpensAt is { } opens ? Moments.FromLocal(opens) : null,
            ClosesAt = ClosesAt is { } closes ? Moments.FromLocal(closes) : null,
            Content = Said(Content),
            Audience = Said(Audience),
            Scale = Said(Scale),
            Requirements = Said(Requirements),
            HowToRegister = Said(HowToRegister),
            Enquiries = Said(Enquiries),
            CoverFileId = CoverFileId,
            Halls = [.. Halls.Where(hall => Said(hall.Name) is not null).Select(hall => new FairHall(hall.Id, hall.Name!.Trim(), Said(hall.Category)))],
            Settings = new()
            {
                AnswerSeconds = AnswerSeconds ?? usual.AnswerSeconds,
                MostSkips = MostSkips ?? usual.MostSkips,
                GraceMinutes = GraceMinutes ?? usual.GraceMinutes,
                TalkMinutes = TalkMinutes ?? usual.TalkMinutes,
                ExtensionMinutes = ExtensionMinutes ?? usual.ExtensionMinutes,
                MostPlaces = MostPlaces ?? usual.MostPlaces,
            },
        };
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    public sealed class HallEntry
    {
        public Guid? Id { get; set; }

        public string? Name { get; set; }

        public string? Category { get; set; }
    }
}
