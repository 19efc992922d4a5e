namespace Basin.Experiments.Catalogs;

/// <summary>What has become of a run.</summary>
public enum RunStatus
{
    /// <summary>A living process holds its folder: it trains, or inspects where it landed.</summary>
    Running,

    /// <summary>It took all its steps.</summary>
    Finished,

    /// <summary>It stopped early, at the loss that was asked for.</summary>
    LossReached,

    /// <summary>Its loss became infinite.</summary>
    Diverged,

    /// <summary>It is not done, and nobody is at it: it can be resumed.</summary>
    Interrupted,

    /// <summary>Its files cannot be read.</summary>
    Unreadable,
}
