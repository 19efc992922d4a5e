using System.Collections.Immutable;

namespace Basin.Models.Data;

/// <summary>Gathers facts and problems of the parts of one source.</summary>
internal sealed class DataExaminer(DataSource source, List<DataProblem> problems)
{
    private readonly List<RawSet<double>> _parts = [];
    private readonly List<RowIndex> _rows = [];
    private TargetPlan<double>? _plan;

    public List<DataPartFacts> Facts { get; } = [];

    public int SharedExamples { get; private set; }

    public void AddEmbedded()
    {
        var split = EmbeddedSets.Open<double>(source with { Options = source.Options with { Standardize = StandardizationKind.None, Limit = null, TestLimit = null } });
        Add("train", Raw(split.Train));
        Add("test", Raw(split.Test));
    }

    public void Add(string name, DataPart part)
    {
        try
        {
            Add(name, DataReaders.Read<double>(part, source.Options));
        }
        catch (BadInputException e)
        {
            problems.Add(DataProblem.From(e));
        }
    }

    /// <summary>Compares the parts with each other.</summary>
    public void Compare()
    {
        if (_parts.Count < 2) return;
        var (train, test) = (_parts[0], _parts[1]);
        if (!train.ExampleShape.Equals(test.ExampleShape))
        {
            problems.Add(new DataProblem(test.Where, $"test examples of shape {test.ExampleShape}, training examples of {train.ExampleShape}", "Use files of one data set.", IsFatal: true));
            return;
        }

        SharedExamples = _rows[0].CountShared(test.Inputs, test.ExampleShape.Length);
        if (SharedExamples > 0)
            problems.Add(new DataProblem(test.Where, $"{SharedExamples:N0} of {test.Count:N0} test inputs are training inputs too", "Take them out of the test, or its accuracy flatters.", IsFatal: false));
    }

    private void Add(string name, RawSet<double> raw)
    {
        var before = problems.Count;
        FindNonFinite(raw);
        var targets = problems.Count == before ? Targets(raw) : null;
        var rows = RowIndex.Of(raw.Inputs, raw.ExampleShape.Length);
        var counts = targets is not null && _plan!.Targets.AreClasses ? Count(raw, targets) : [];
        var constants = CountConstants(raw);
        if (rows.Duplicates > 0)
            problems.Add(new DataProblem(raw.Where, $"{rows.Duplicates:N0} of {raw.Count:N0} inputs equal an earlier one", "Remove copies if they are not meant.", IsFatal: false));
        var hash = targets is null ? null : DataSet<double>.Trusted(name, raw.ExampleShape, raw.Inputs, targets, _plan!.Targets, "", []).Hash;
        Facts.Add(new DataPartFacts(name, raw.Count, raw.ExampleShape, targets is null ? null : _plan!.Targets, counts, ValueSummary.Of(raw.Inputs), ValueSummary.Of(targets ?? raw.Targets), constants, rows.Duplicates, hash));
        _parts.Add(raw);
        _rows.Add(rows);
    }

    private void FindNonFinite(RawSet<double> raw)
    {
        try
        {
            DataSetChecks.RequireFinite(raw.Where, "inputs", raw.Inputs, raw.ExampleShape);
            DataSetChecks.RequireFinite(raw.Where, "targets", raw.Targets, new Numerics.Graphs.Shape(raw.TargetWidth));
        }
        catch (BadInputException e)
        {
            problems.Add(DataProblem.From(e));
        }
    }

    private double[]? Targets(RawSet<double> raw)
    {
        try
        {
            _plan ??= TargetPlan<double>.Decide(raw, source.Options);
            return _plan.Apply(raw);
        }
        catch (BadInputException e)
        {
            problems.Add(DataProblem.From(e));
            return null;
        }
    }

    private ImmutableArray<ClassCount> Count(RawSet<double> raw, double[] targets)
    {
        var counts = new int[_plan!.Targets.Count];
        foreach (var label in targets) counts[(int)label]++;
        var empty = counts.Count(count => count == 0);
        if (empty > 0)
            problems.Add(new DataProblem(raw.Where, $"{empty} of {counts.Length} classes have no example, the first is class {Array.IndexOf(counts, 0)}", "Check the labels, or state the number of classes.", IsFatal: false));
        return [.. counts.Select((count, index) => new ClassCount(index, _plan.ClassNames.IsEmpty ? null : _plan.ClassNames[index], count))];
    }

    private static int CountConstants(RawSet<double> raw)
    {
        var d = raw.ExampleShape.Length;
        var varies = new bool[d];
        for (var start = d; start < raw.Inputs.Length; start += d)
        {
            for (var j = 0; j < d; j++) varies[j] |= raw.Inputs[start + j] != raw.Inputs[j];
        }

        return varies.Count(x => !x);
    }

    private static RawSet<double> Raw(DataSet<double> data) => new()
    {
        Where = data.Name,
        ExampleShape = data.ExampleShape,
        Inputs = data.Inputs.ToArray(),
        Targets = data.TargetValues.ToArray(),
        Meaning = TargetChoice.Classes,
    };
}
