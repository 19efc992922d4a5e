namespace Basin.Experiments.Figures;

/// <summary>Where a panel's data lie on the page.</summary>
internal sealed record Frame(double Left, double Top, double Right, double Bottom, AxisMap X, AxisMap Y)
{
    // Half a pixel outside is on the edge.
    private const double Slack = 0.5;

    /// <summary>Whether a point can be shown at all.</summary>
    public bool Shows(double x, double y) => X.Shows(x) && Y.Shows(y);

    /// <summary>Whether it lies inside.</summary>
    public bool Holds(double x, double y) =>
        Shows(x, y) && X.Place(x) >= Left - Slack && X.Place(x) <= Right + Slack && Y.Place(y) >= Top - Slack && Y.Place(y) <= Bottom + Slack;
}
