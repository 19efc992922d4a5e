using System.Globalization;
using Basin.Models;

namespace Basin.Experiments.Runs;

/// <summary>Keeps a run folder to one writer. The system releases it when the process ends, however it ends.</summary>
public sealed class RunLock : IDisposable
{
    private const string LockName = ".lock";
    private const string OwnerName = ".lock-owner";
    private readonly FileStream _file;
    private readonly string _owner;

    private RunLock(FileStream file, string owner) => (_file, _owner) = (file, owner);

    /// <summary>Takes the lock of a folder that exists.</summary>
    /// <exception cref="BadInputException">Another process holds it; the message names that process.</exception>
    public static RunLock Take(string folder)
    {
        var owner = Path.Combine(folder, OwnerName);
        FileStream file;
        try
        {
            file = new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw BadInputException.At(folder, "the folder cannot be written", "a writable folder", "Change its permissions or choose another with --out.", e);
        }
        catch (IOException e)
        {
            throw BadInputException.At(
                folder, $"the run is in use by {ReadOwner(owner)}", "a run that nobody is writing", "Wait for that process, stop it, or choose another folder with --out.", e);
        }

        File.WriteAllText(owner, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new RunLock(file, owner);
    }

    /// <summary>The file that names the holder; it is written anew by each, and left behind by one that was killed.</summary>
    internal static string OwnerOf(string folder) => Path.Combine(folder, OwnerName);

    /// <summary>Whether a living process holds the lock of a folder.</summary>
    /// <remarks>Where a killed process left its name, the lock is taken for a moment to find out; a process that wants it just then is refused.</remarks>
    public static bool IsHeld(string folder)
    {
        if (!File.Exists(OwnerOf(folder))) return false;
        try
        {
            // Shared, so that those who only ask do not keep one another from asking.
            new FileStream(Path.Combine(folder, LockName), FileMode.Open, FileAccess.Read, FileShare.Read).Dispose();
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <summary>Releases the lock. The empty lock file stays: removing it would race with the next writer.</summary>
    public void Dispose()
    {
        File.Delete(_owner);
        _file.Dispose();
    }

    // A process that has just taken the lock may not have written its number yet.
    private static string ReadOwner(string owner)
    {
        try
        {
            return $"process {File.ReadAllText(owner)}";
        }
        catch (IOException)
        {
            return "another process";
        }
    }
}
