namespace Basin.Experiments.Figures;

/// <summary>From numbers to places on the page, along one axis.</summary>
internal sealed class AxisMap
{
    private readonly Axis _axis;
    private readonly double _from, _to;

    /// <param name="axis">What to map.</param>
    /// <param name="values">What must be visible.</param>
    /// <param name="from">The place of the minimum.</param>
    /// <param name="to">The place of the maximum.</param>
    /// <param name="padding">Room at both ends, as a share of the range.</param>
    public AxisMap(Axis axis, IEnumerable<double> values, double from, double to, double padding)
    {
        (_axis, _from, _to) = (axis, from, to);
        var visible = values.Where(value => double.IsFinite(value) && (!axis.IsLog || value > 0)).DefaultIfEmpty(1).ToArray();
        var (low, high) = (axis.Minimum ?? visible.Min(), axis.Maximum ?? visible.Max());
        if (axis.IsLog) (low, high) = (Math.Log10(low), Math.Log10(high));
        if (high <= low) (low, high) = (low - 0.5, low + 0.5);
        var room = padding * (high - low);
        Low = axis.Minimum is null ? low - room : low;
        High = axis.Maximum is null ? high + room : high;
        Minimum = axis.IsLog ? Math.Pow(10, Low) : Low;
        Maximum = axis.IsLog ? Math.Pow(10, High) : High;
    }

    public double Minimum { get; }

    public double Maximum { get; }

    private double Low { get; }

    private double High { get; }

    public double Place(double value) => _from + ((_to - _from) * ((_axis.IsLog ? Math.Log10(value) : value) - Low) / (High - Low));

    public bool Shows(double value) => double.IsFinite(value) && (!_axis.IsLog || value > 0);

    public IEnumerable<double> Marks(int wanted) =>
        _axis.IsLog ? Ticks.Log(Minimum, Maximum, wanted) : Ticks.Linear(Minimum, Maximum, wanted, _axis.IsWhole);
}
