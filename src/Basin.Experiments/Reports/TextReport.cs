using System.Text;
using Basin.Analysis.Inspection;
using Basin.Experiments.Runs;
using Basin.Training;

namespace Basin.Experiments.Reports;

/// <summary>Results as plain text: the answer first, then the numbers with their errors, then what they rest on.</summary>
public static class TextReport
{
    /// <summary>What a training run came to.</summary>
    public static string Of(RunSummary summary)
    {
        var text = new StringBuilder();
        text.Append(summary.Message).Append(' ').Append(Numbers.Seconds(summary.Seconds)).Append(" of training.\n");
        if (summary.Start is { } start) text.Append(start).Append('\n');
        Append(text, "train", summary.Train);
        Append(text, "test", summary.Test);
        foreach (var round in summary.Rounds ?? []) Append(text, round);
        if (summary.Along is { } along) text.Append("  ").Append(along.Sentence).Append('\n');
        if (summary.Inspection is { } inspection) text.Append('\n').Append(Of(inspection, Answer.OfAnnealing(summary)));
        text.Append('\n');
        if (summary.Report is { } report) text.Append("report  ").Append(report).Append('\n');
        text.Append("run     ").Append(summary.Run).Append('\n');
        if (summary.Outcome == TrainingOutcome.Interrupted) text.Append("To go on: basin train --resume ").Append(summary.Run).Append('\n');
        return text.ToString();
    }

    /// <summary>What an inspection found.</summary>
    public static string Of(InspectionRecord inspection) => Of(inspection, annealing: null);

    private static string Of(InspectionRecord inspection, string? annealing)
    {
        var rows = InspectionTable.Rows(inspection).ToArray();
        var (quantity, value) = (rows.Max(row => row.Quantity.Length), rows.Where(row => row.Note.Length > 0).Max(row => row.Value.Length));
        var text = new StringBuilder();
        AppendWrapped(text, Answer.Of(inspection));
        if (Answer.OfSgd(inspection) is { } sgd) AppendWrapped(text, sgd);
        if (annealing is not null) AppendWrapped(text, annealing);
        foreach (var advice in inspection.Advice) AppendWrapped(text, $"→ {advice}");
        var group = "";
        foreach (var row in rows)
        {
            if (row.Group != group) text.Append('\n').Append(group = row.Group).Append('\n');
            var line = $"  {row.Quantity.PadRight(quantity)}  {row.Value.PadRight(value)}  {row.Note}";
            text.Append(line.TrimEnd()).Append('\n');
        }

        text.Append('\n');
        AppendWrapped(text, InspectionTable.Assumptions(inspection));
        return text.ToString();
    }

    private static void Append(StringBuilder text, string name, Evaluation? evaluation)
    {
        if (evaluation is not { } known) return;
        text.Append($"  {name,-5}  loss {Numbers.Short(known.Loss),-9}");
        if (known.Accuracy is { } accuracy) text.Append($"  accuracy {Numbers.Percent(accuracy)}");
        while (text[^1] == ' ') text.Length--;
        text.Append('\n');
    }

    private static void Append(StringBuilder text, RoundSummary round)
    {
        text.Append($"  round {round.Round,2}");
        Append("test", round.Test);
        Append("training, as given", round.Given);
        if (round.True != round.Given) Append("true", round.True);
        text.Append('\n');

        void Append(string on, Evaluation? evaluation)
        {
            if (evaluation is { } known) text.Append($"  {on} ").Append(known.Accuracy is { } accuracy ? Numbers.Percent(accuracy) : Numbers.Short(known.Loss));
        }
    }

    internal static void AppendWrapped(StringBuilder text, string sentence)
    {
        const int Width = 100;
        var column = 0;
        foreach (var word in sentence.Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > Width)
            {
                text.Append('\n');
                column = 0;
            }

            if (column > 0) text.Append(' ');
            text.Append(word);
            column += word.Length + (column > 0 ? 1 : 0);
        }

        text.Append('\n');
    }
}
