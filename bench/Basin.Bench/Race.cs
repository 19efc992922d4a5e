namespace Basin.Bench;

/// <summary>Times Basin and torch in turn, so that both meet the same machine.</summary>
/// <remarks>
/// All of torch's variants are tried first. Those within 15 % of the best stay in the race; the one with the least median
/// is the peer. Informational variants run along.
/// </remarks>
internal sealed class Race(BenchOptions options, Action<string> log)
{
    private const double Margin = 1.15;
    private const int Finalists = 3;
    private const double Slow = 1e9;
    private const double WarmUp = 1.5e9;
    private readonly double _block = options.BlockMilliseconds * 1e6;

    public RaceResult Run(Contestant own, IReadOnlyList<PeerContestant> variants)
    {
        var field = new List<Entry> { Calibrate(own) };
        if (variants.Count > 0) field.AddRange(Select(variants));
        var times = field.ConvertAll(_ => new List<double>());
        for (var round = 0; round < options.Rounds; round++)
        {
            for (var i = 0; i < field.Count; i++)
                times[i].Add(field[i].Contestant.Run(field[i].Repeats).Compared(options.Threads));
        }

        var lanes = field.Select((entry, i) => new Lane(entry.Contestant.Name, entry.Contestant.Informational, times[i])).ToList();
        return new RaceResult(lanes[0], [.. lanes.Skip(1).OrderBy(lane => lane.Time.Median)]);
    }

    private IEnumerable<Entry> Select(IReadOnlyList<PeerContestant> variants)
    {
        var tried = new List<Entry>();
        foreach (var variant in variants)
        {
            try
            {
                var entry = Calibrate(variant);
                if (entry.Time < Slow) entry = entry with { Time = Math.Min(entry.Time, variant.Run(entry.Repeats).Compared(options.Threads)) };
                tried.Add(entry);
                log($"    torch {variant.Name,-46} {Format.Time(entry.Time)}");
            }
            catch (PeerException exception)
            {
                log($"    torch {variant.Name,-46} not possible: {exception.Message}");
            }

            // Retained graphs are large; those that stay are built again.
            variant.Drop();
        }

        var serious = tried.Where(entry => !entry.Contestant.Informational).ToList();
        if (serious.Count == 0) throw new PeerException("torch can do none of its variants of this workload.");
        var best = serious.Min(entry => entry.Time);
        return tried.Where(entry => entry.Contestant.Informational).Concat(serious.Where(entry => entry.Time <= Margin * best).OrderBy(entry => entry.Time).Take(Finalists));
    }

    /// <summary>Warms up, and finds how many iterations fill a block.</summary>
    private Entry Calibrate(Contestant contestant)
    {
        // The just-in-time compiler improves code in the background: give it a while before trusting a figure.
        var warmUp = contestant is OwnContestant ? WarmUp : _block;
        var (repeats, spent) = (1, 0.0);
        while (true)
        {
            var timing = contestant.Run(repeats);
            spent += timing.Wall * repeats;
            var wanted = Math.Max(1, (int)Math.Ceiling(_block / timing.Wall));
            if (spent >= warmUp) return new Entry(contestant, wanted, timing.Compared(options.Threads));
            repeats = Math.Min(2 * repeats, wanted);
        }
    }

    /// <summary>Who runs, how many iterations at a time, and how long one took.</summary>
    private sealed record Entry(Contestant Contestant, int Repeats, double Time);
}
