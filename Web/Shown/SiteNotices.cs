namespace Pinchang.Web.Shown;

/// <summary>What the law wants shown at the foot of each page, from configuration section <c>Site</c>; nothing is made up.</summary>
public sealed record SiteNotices
{
    public string? AgencyName { get; init; }

    /// <summary>人力资源服务许可证.</summary>
    public string? HrServiceLicence { get; init; }

    /// <summary>ICP 备案 or 许可.</summary>
    public string? IcpFiling { get; init; }

    /// <summary>公安备案.</summary>
    public string? SecurityFiling { get; init; }

    public string? Hotline { get; init; }

    public string? ComplaintAddress { get; init; }

    public bool IsEmpty => this == new SiteNotices();
}
