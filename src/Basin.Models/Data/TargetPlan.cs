using System.Collections.Immutable;
using System.Numerics;

namespace Basin.Models.Data;

/// <summary>How the targets of a file become class indices or values: decided on the training examples, applied to both parts.</summary>
internal sealed class TargetPlan<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Dictionary<double, int>? _classOfNumber;

    private TargetPlan(Targets targets, string note, Dictionary<double, int>? classOfNumber = null, ImmutableArray<string> names = default)
    {
        (Targets, Note, _classOfNumber) = (targets, note, classOfNumber);
        ClassNames = names.IsDefault ? [] : names;
    }

    public Targets Targets { get; }

    public ImmutableArray<string> ClassNames { get; }

    /// <summary>What was decided and why, for <see cref="DataSet{T}.Source"/>.</summary>
    public string Note { get; }

    public static TargetPlan<T> Decide(RawSet<T> train, DataSetOptions options)
    {
        if (train.Names is { } text)
        {
            if (options.Targets == TargetChoice.Values)
                throw BadInputException.At(train.Where, $"labels that are text, such as '{Printable.Text(text[0])}'", "numbers, to read them as values", "Read them as classes, or choose another label column.");
            ImmutableArray<string> sorted = [.. text.Order(StringComparer.Ordinal)];
            return new TargetPlan<T>(Targets.Classes(options.Classes is { } n && n != sorted.Length ? throw Mismatch(train, n, sorted.Length) : sorted.Length), $"{sorted.Length} classes by name", names: sorted);
        }

        var choice = options.Targets != TargetChoice.Auto ? options.Targets : train.Meaning;
        if (choice == TargetChoice.Auto)
        {
            var inferred = LookLikeClasses(train.Targets, options) ? TargetChoice.Classes : TargetChoice.Values;
            var plan = inferred == TargetChoice.Classes ? Classes(train, options) : Values(train);
            return new TargetPlan<T>(plan.Targets, $"{plan.Note}, inferred from the labels", plan._classOfNumber, plan.ClassNames);
        }

        return choice == TargetChoice.Classes ? Classes(train, options) : Values(train);
    }

    /// <summary>The targets of one part, as class indices or values.</summary>
    public T[] Apply(RawSet<T> set)
    {
        if (!Targets.AreClasses)
        {
            if (set.TargetWidth != Targets.Count || set.Names is not null)
                throw BadInputException.At(set.Where, set.Names is not null ? "labels that are text" : $"{set.TargetWidth} targets an example", Targets.ToString(), "Training and test examples need the same targets.");
            return set.Targets;
        }

        if (set.TargetWidth != 1)
            throw BadInputException.At(set.Where, $"{set.TargetWidth} targets an example", "one class an example", "Training and test examples need the same targets.");
        return set.Names is { } names ? ByName(set, names) : _classOfNumber is not null ? ByNumber(set) : Direct(set);
    }

    private static TargetPlan<T> Values(RawSet<T> train) => new(Targets.Values(train.TargetWidth), Targets.Values(train.TargetWidth).ToString());

    private static TargetPlan<T> Classes(RawSet<T> train, DataSetOptions options)
    {
        if (train.TargetWidth != 1)
            throw BadInputException.At(train.Where, $"{train.TargetWidth} targets an example", "one class an example", "Give class indices (argmax of one-hot rows), or read the targets as values.");
        var distinct = new SortedSet<double>();
        for (var i = 0; i < train.Targets.Length; i++)
        {
            var label = double.CreateTruncating(train.Targets[i]);
            if (!double.IsInteger(label))
                throw BadInputException.At(train.Where, $"label {label:R} at example {i}", "a whole number, to read labels as classes", "Correct it, or read the targets as values.");
            distinct.Add(label);
        }

        var fixedCount = options.Classes ?? train.FormatClasses;
        var areIndices = train.Meaning == TargetChoice.Classes || (distinct.Min == 0 && distinct.Max <= 2 * distinct.Count);
        if (fixedCount is null && !areIndices)
        {
            var order = distinct.Select((label, index) => (label, index)).ToDictionary(pair => pair.label, pair => pair.index);
            return new TargetPlan<T>(Targets.Classes(order.Count), $"{order.Count} classes named by the numbers {distinct.Min:R} to {distinct.Max:R}", order, [.. distinct.Select(label => label.ToString("R"))]);
        }

        var limit = fixedCount ?? Math.Max(1000, train.Count);
        RequireIndices(train, limit);
        var count = fixedCount ?? (int)distinct.Max + 1;
        return new TargetPlan<T>(Targets.Classes(count), $"{count} classes");
    }

    private static void RequireIndices(RawSet<T> set, int count)
    {
        for (var i = 0; i < set.Targets.Length; i++)
        {
            var label = double.CreateTruncating(set.Targets[i]);
            if (!(label >= 0 && label < count) || !double.IsInteger(label))
                throw BadInputException.At(set.Where, $"label {label:R} at example {i}", $"a class index from 0 to {count - 1}", "Correct it, number the classes from 0, or state how many there are.");
        }
    }

    // Whole numbers 0..k-1, all there; or few whole numbers, each often. Ages and prices are neither.
    private static bool LookLikeClasses(ReadOnlySpan<T> labels, DataSetOptions options)
    {
        const int Few = 100;
        if (options.Classes is not null) return true;
        var distinct = new HashSet<T>();
        var max = T.Zero;
        foreach (var label in labels)
        {
            if (!T.IsInteger(label)) return false;
            max = T.Max(max, label);
            if (distinct.Count <= 1000) distinct.Add(label);
        }

        var n = distinct.Count;
        var indices = n <= 1000 && 2 * n <= labels.Length && distinct.All(x => x >= T.Zero) && max == T.CreateTruncating(n - 1);
        return indices || (n <= Few && 10 * n <= labels.Length);
    }

    private T[] Direct(RawSet<T> set)
    {
        RequireIndices(set, Targets.Count);
        return set.Targets;
    }

    private T[] ByNumber(RawSet<T> set)
    {
        var classes = new T[set.Targets.Length];
        for (var i = 0; i < classes.Length; i++)
        {
            var label = double.CreateTruncating(set.Targets[i]);
            classes[i] = _classOfNumber!.TryGetValue(label, out var index) ? T.CreateTruncating(index) : throw Unknown(set, label.ToString("R"), i);
        }

        return classes;
    }

    private T[] ByName(RawSet<T> set, string[] names)
    {
        var order = Array.ConvertAll(names, name => ClassNames.IndexOf(name));
        var classes = new T[set.Targets.Length];
        for (var i = 0; i < classes.Length; i++)
        {
            var name = int.CreateTruncating(set.Targets[i]);
            classes[i] = order[name] >= 0 ? T.CreateTruncating(order[name]) : throw Unknown(set, Printable.Text(names[name]), i);
        }

        return classes;
    }

    private BadInputException Unknown(RawSet<T> set, string label, int example) =>
        BadInputException.At(set.Where, $"label '{label}' at example {example}, which no training example has", $"one of {string.Join(", ", ClassNames.Take(20).Select(name => Printable.Text(name)))}{(ClassNames.Length > 20 ? ", …" : "")}", "Correct it, or remove the example.");

    private static BadInputException Mismatch(RawSet<T> train, int stated, int found) =>
        BadInputException.At(train.Where, $"{found} different text labels", $"{stated} classes, as stated", "Leave the number of classes out: it follows from the names.");
}
