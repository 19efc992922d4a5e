using System.Globalization;

namespace Basin.Experiments.Runs;

/// <summary>What a run's folder is called when nobody says: what sets it apart, in a fixed order.</summary>
internal static class RunName
{
    public static string Of(TrainSettings settings)
    {
        var data = Path.GetFileName(Path.TrimEndingDirectorySeparator(settings.Data)).Split('.')[0];
        var letters = data.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-');
        var momentum = settings.Momentum > 0 ? string.Create(CultureInfo.InvariantCulture, $"-m{settings.Momentum}") : "";
        if (settings.Flow is { } flow)
            return string.Create(CultureInfo.InvariantCulture, $"{string.Concat(letters)}-{settings.Model.ToString().ToLowerInvariant()}-flow-{flow.Kind.ToString().ToLowerInvariant()}-t{flow.Time}-s{settings.Seed}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Concat(letters)}-{settings.Model.ToString().ToLowerInvariant()}-lr{settings.LearningRate}-b{settings.Batch}{momentum}-s{settings.Seed}");
    }
}
