namespace Basin.Bench;

/// <summary>Times Basin and torch in turn, so that both meet the same machine.</summary>
/// <remarks>
/// All of torch's variants are tried first. Those within 15 % of the best stay in the race; the one with the least median
/// is the peer. Informational variants run along.
/// </remarks>
internal sealed class Race(BenchOptions options, Action<string> log)
{
    private const double Margin = 1.15;
    private const double Slow = 1e9;
    private const double WarmUp = 1.5e9;
    private readonly double _block = options.BlockMilliseconds * 1e6;

    public RaceResult Run(Contestant own, IReadOnlyList<PeerContestant> variants)
    {
        List<Contestant> field = [own];
        if (variants.Count > 0) field.AddRange(Select(variants));
        var repeats = field.ConvertAll(contestant => Calibrate(contestant));
        var times = field.ConvertAll(_ => new List<double>());
        for (var round = 0; round < options.Rounds; round++)
        {
            for (var i = 0; i < field.Count; i++)
                times[i].Add(field[i].Run(repeats[i]).Compared(options.Threads));
        }

        var lanes = field.Select((contestant, i) => new Lane(contestant.Name, contestant.Informational, times[i])).ToList();
        return new RaceResult(lanes[0], [.. lanes.Skip(1).OrderBy(lane => lane.Time.Median)]);
    }

    private IEnumerable<PeerContestant> Select(IReadOnlyList<PeerContestant> variants)
    {
        var tried = new List<(PeerContestant Variant, double Time)>();
        foreach (var variant in variants)
        {
            try
            {
                var repeats = Calibrate(variant);
                var time = variant.Run(repeats).Compared(options.Threads);
                if (time < Slow) time = Math.Min(time, variant.Run(repeats).Compared(options.Threads));
                tried.Add((variant, time));
                log($"    torch {variant.Name,-38} {Format.Time(time)}");
            }
            catch (PeerException exception)
            {
                log($"    torch {variant.Name,-38} not possible: {exception.Message}");
            }

            // Retained graphs are large; those that stay are built again.
            variant.Drop();
        }

        var serious = tried.Where(entry => !entry.Variant.Informational).ToList();
        if (serious.Count == 0) throw new PeerException("torch can do none of its variants of this workload.");
        var best = serious.Min(entry => entry.Time);
        return tried.Where(entry => entry.Variant.Informational).Concat(serious.Where(entry => entry.Time <= Margin * best).OrderBy(entry => entry.Time).Take(3)).Select(entry => entry.Variant);
    }

    /// <summary>Warms up, and finds how many iterations fill a block.</summary>
    private int Calibrate(Contestant contestant)
    {
        // The just-in-time compiler improves code in the background: give it a while before trusting a figure.
        var warmUp = contestant is OwnContestant ? WarmUp : _block;
        var (repeats, spent) = (1, 0.0);
        while (true)
        {
            var time = contestant.Run(repeats).Wall;
            spent += time * repeats;
            var wanted = Math.Max(1, (int)Math.Ceiling(_block / time));
            if (spent >= warmUp) return wanted;
            repeats = Math.Min(2 * repeats, wanted);
        }
    }
}
