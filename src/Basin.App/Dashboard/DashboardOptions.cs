namespace Basin.App.Dashboard;

/// <summary>How the dashboard is served.</summary>
internal sealed record DashboardOptions
{
    /// <summary>The folder of the runs; nothing outside it is served.</summary>
    public string Root { get; init; } = "runs";

    /// <summary>The port on 127.0.0.1; 0 for any that is free.</summary>
    public int Port { get; init; } = 5205;
}
