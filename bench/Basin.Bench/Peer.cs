using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Basin.Bench;

/// <summary>torch's side: a process that obeys one line at a time (see bench/peers/peer.py).</summary>
internal sealed class Peer : IDisposable
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    private readonly Process _process;
    private readonly StringBuilder _errors;

    private Peer(Process process, StringBuilder errors, PeerDescription description)
    {
        _process = process;
        _errors = errors;
        Description = description;
    }

    public PeerDescription Description { get; }

    /// <summary>Starts torch's side; null, with the reason, where it does not start.</summary>
    public static Peer? Start(int threads, out string reason)
    {
        var start = PeerEnvironment.Prepare(threads);
        var errors = new StringBuilder();
        try
        {
            var process = Process.Start(start)!;
            process.ErrorDataReceived += (_, line) =>
            {
                if (line.Data is null) return;
                lock (errors) errors.AppendLine(line.Data);
            };
            process.BeginErrorReadLine();
            if (process.StandardOutput.ReadLine() is { } line && line.StartsWith("ready ", StringComparison.Ordinal))
            {
                reason = "";
                return new Peer(process, errors, JsonSerializer.Deserialize<PeerDescription>(line[6..], s_json)!);
            }

            process.WaitForExit();
            lock (errors) reason = errors.ToString().TrimEnd().Split('\n')[^1];
            return null;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            reason = $"{start.FileName}: {exception.Message}";
            return null;
        }
    }

    /// <summary>Loads a workload and returns torch's variants of it.</summary>
    public IReadOnlyList<PeerContestant> Load(string folder) =>
        [.. Ask($"load {folder}").GetProperty("variants").EnumerateArray().Select(variant =>
            new PeerContestant(this, variant.GetProperty("name").GetString()!, variant.GetProperty("informational").GetBoolean()))];

    /// <summary>Makes torch write its numbers beside the workload, as <c>peer-*.npy</c>.</summary>
    public void Check() => Ask("check");

    public Timing Run(string variant, int repeats)
    {
        var answer = Ask($"run {variant}|{repeats}");
        return new Timing(answer.GetProperty("wall").GetDouble(), answer.GetProperty("cpu").GetDouble());
    }

    /// <summary>Loads a workload and runs one variant once; the bytes by which the process grew at its peak.</summary>
    public double MeasureMemory(string folder, string variant)
    {
        Ask("forget-peak");
        Load(folder);
        Run(variant, 1);
        return Ask("peak").GetProperty("bytes").GetDouble();
    }

    public void Drop(string variant) => Ask($"drop {variant}");

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.WriteLine("quit");
            _process.StandardInput.Close();
            if (!_process.WaitForExit(5000)) _process.Kill();
        }

        _process.Dispose();
    }

    private JsonElement Ask(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
        var answer = _process.StandardOutput.ReadLine();
        if (answer is null)
        {
            lock (_errors) throw new PeerException($"torch's side ended while asked to '{line}'. {_errors}".TrimEnd());
        }

        if (!answer.StartsWith("ok ", StringComparison.Ordinal)) throw new PeerException(answer);
        using var document = JsonDocument.Parse(answer[3..]);
        return document.RootElement.Clone();
    }
}
