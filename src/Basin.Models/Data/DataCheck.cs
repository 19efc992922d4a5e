using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Basin.Models.Data;

/// <summary>Looks through a data set and reports everything wrong with it, where opening would stop at the first error.</summary>
public static class DataCheck
{
    /// <summary>Reads the files and reports.</summary>
    /// <param name="options">Which data, and how to read them; limits and standardisation play no part.</param>
    /// <param name="cancellationToken">Checked between parts.</param>
    /// <remarks>Costs the examples twice in memory, in float64. Never throws <see cref="BadInputException"/>: that is a fatal problem of the report.</remarks>
    public static DataReport Run(DataSetOptions options, CancellationToken cancellationToken = default)
    {
        var problems = new List<DataProblem>();
        DataSource source;
        try
        {
            source = SourceFinder.Find(options);
        }
        catch (BadInputException e)
        {
            return new DataReport(options.Path, options.Format, [], [], 0, [DataProblem.From(e)]);
        }

        var examiner = new DataExaminer(source, problems);
        if (source.Train.Format == DataFormat.Embedded) examiner.AddEmbedded();
        else
        {
            examiner.Add(source.Test is null ? "all" : "train", source.Train);
            cancellationToken.ThrowIfCancellationRequested();
            if (source.Test is not null) examiner.Add("test", source.Test);
        }

        cancellationToken.ThrowIfCancellationRequested();
        examiner.Compare();
        return new DataReport(options.Path, source.Train.Format, Files(source, problems), [.. examiner.Facts], examiner.SharedExamples, [.. problems.OrderByDescending(problem => problem.IsFatal)]);
    }

    private static ImmutableArray<DataFileFacts> Files(DataSource source, List<DataProblem> problems)
    {
        var facts = ImmutableArray.CreateBuilder<DataFileFacts>();
        if (source.Train.Format == DataFormat.Embedded) return [];
        foreach (var path in source.Train.AllFiles.Concat(source.Test?.AllFiles ?? []).Distinct(StringComparer.Ordinal))
        {
            try
            {
                using var file = ByteSource.OpenFile(path);
                facts.Add(new DataFileFacts(path, file.Length, Convert.ToHexStringLower(SHA256.HashData(file))));
            }
            catch (BadInputException e)
            {
                if (problems.All(problem => problem.Where != path)) problems.Add(DataProblem.From(e));
            }
        }

        return facts.ToImmutable();
    }
}
