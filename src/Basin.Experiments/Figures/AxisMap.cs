namespace Basin.Experiments.Figures;

/// <summary>From numbers to places on the page, along one axis.</summary>
internal sealed class AxisMap
{
    private const int LongestName = 26;
    private readonly Axis _axis;
    private readonly double _from, _to, _low, _high;

    /// <param name="axis">What to map.</param>
    /// <param name="values">What must be visible.</param>
    /// <param name="from">The place of the minimum.</param>
    /// <param name="to">The place of the maximum.</param>
    /// <param name="padding">Room at both ends, as a share of the range.</param>
    /// <param name="standsOnZero">Whether there is no room below a range that begins at 0.</param>
    public AxisMap(Axis axis, IEnumerable<double> values, double from, double to, double padding, bool standsOnZero = false)
    {
        (_axis, _from, _to) = (axis, from, to);
        if (!axis.Names.IsEmpty)
        {
            (_low, _high) = (0.5, axis.Names.Length + 0.5);
            return;
        }

        var visible = values.Where(Shows).DefaultIfEmpty(1).ToArray();
        var minimum = axis.Minimum is { } least && Shows(least) ? Scaled(least) : (double?)null;
        var maximum = axis.Maximum is { } most && Shows(most) ? Scaled(most) : (double?)null;
        var (low, high) = (minimum ?? Scaled(visible.Min()), maximum ?? Scaled(visible.Max()));
        if (high <= low) (low, high) = (low - 0.5, low + 0.5);
        var room = padding * (high - low);
        _low = minimum is null && !(standsOnZero && low == 0) ? low - room : low;
        _high = maximum is null ? high + room : high;
    }

    public double Place(double value) => _from + ((_to - _from) * (Scaled(value) - _low) / (_high - _low));

    /// <summary>The place of a value, or of the nearer end for one that cannot be shown or lies outside.</summary>
    public double PlaceWithin(double value) =>
        Math.Clamp(Shows(value) ? Place(value) : _from, Math.Min(_from, _to), Math.Max(_from, _to));

    public bool Shows(double value) => double.IsFinite(value) && (!_axis.IsLog || value > 0);

    public IEnumerable<(double Place, string Text)> Marks(int wanted)
    {
        if (!_axis.Names.IsEmpty) return _axis.Names.Select((name, i) => (Place(i + 1), name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…"));
        var (minimum, maximum) = (Unscaled(_low), Unscaled(_high));
        var ticks = _axis switch
        {
            { IsLog: true } => Ticks.Log(minimum, maximum, wanted),
            { LinearUpTo: { } linear } => Ticks.Symlog(minimum, maximum, linear, wanted),
            _ => Ticks.Linear(minimum, maximum, wanted, _axis.IsWhole),
        };
        return ticks.Select(tick => (Place(tick), Ticks.Text(tick)));
    }

    private double Scaled(double value) => _axis switch
    {
        { IsLog: true } => Math.Log10(value),
        { LinearUpTo: { } linear } => Math.Asinh(value / linear),
        _ => value,
    };

    private double Unscaled(double value) => _axis switch
    {
        { IsLog: true } => Math.Pow(10, value),
        { LinearUpTo: { } linear } => linear * Math.Sinh(value),
        _ => value,
    };
}
