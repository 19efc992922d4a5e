namespace Basin.Experiments.Papers;

/// <summary>Results that several claims of one run draw on, by their settings.</summary>
internal sealed class SharedResults
{
    private readonly Dictionary<(Type Settings, Type Result, object Value), object> _results = [];

    public TResult Get<TSettings, TResult>(TSettings settings, Func<TSettings, TResult> compute)
        where TSettings : notnull
        where TResult : notnull
    {
        var key = (typeof(TSettings), typeof(TResult), (object)settings);
        if (!_results.TryGetValue(key, out var result)) _results[key] = result = compute(settings);
        return (TResult)result;
    }
}
