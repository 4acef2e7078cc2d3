using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace MindMatrix.Store;

/// <summary>The start cannot go on; the message is one sentence for people with its remedy.</summary>
/// <param name="exitCode">See <c>docs/operations.md</c>.</param>
internal sealed class StartException(int exitCode, string message, Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode => exitCode;
}

/// <summary>The folder that holds the database, claimed by one process at a time.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _claim;

    private DataFolder(string path, FileStream claim) => (Path, _claim) = (path, claim);

    public string Path { get; }

    public string DatabaseFile => System.IO.Path.Combine(Path, "mindmatrix.db");

    private string AddressFile => AddressFileIn(Path);

    /// <summary>Creates the folder if need be, checks that it can be written and claims it.</summary>
    /// <exception cref="StartException">It cannot be written.</exception>
    /// <returns>Null when another process has it.</returns>
    public static DataFolder? TryClaim(string path)
    {
        FileStream claim;
        try
        {
            Directory.CreateDirectory(path);
            // The system lets go of the claim when the process ends, however it ends.
            claim = new FileStream(System.IO.Path.Combine(path, ".claim"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (error.HResult == WouldBlock)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartException(ExitCodes.DataFolder, $"The data folder {path} cannot be written ({error.Message}). Make it writable, or set DATA_DIR to a folder that is.", error);
        }
        var folder = new DataFolder(path, claim);
        try
        {
            folder.Probe();
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    // EAGAIN on Linux and the sharing violation on Windows: the file is claimed.
    private static readonly int WouldBlock = OperatingSystem.IsWindows() ? unchecked((int)0x80070020) : OperatingSystem.IsMacOS() ? 35 : 11;

    private void Probe()
    {
        var probe = System.IO.Path.Combine(Path, ".probe");
        try
        {
            File.WriteAllText(probe, "x");
            File.Delete(probe);
            // The database's own files may be read-only in a folder that is not.
            foreach (var file in new[] { DatabaseFile, DatabaseFile + "-wal" }.Where(File.Exists))
                new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite).Dispose();
        }
        catch (IOException error) when (error.HResult == NoSpace)
        {
            throw new StartException(ExitCodes.DataFolder, $"The disk that holds {Path} is full. Free some space, then start again; nothing was lost.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartException(ExitCodes.DataFolder, $"The data folder {Path} cannot be written ({error.Message}). Make it writable, or set DATA_DIR to a folder that is.", error);
        }
    }

    private static readonly int NoSpace = OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28;

    /// <summary>Says where the server that holds the folder listens, so that commands can reach it.</summary>
    public void Announce(string address) => File.WriteAllText(AddressFile, JsonSerializer.Serialize(new Holder(Environment.ProcessId, address)));

    /// <summary>The server that announced itself in <paramref name="path"/>; null when none did.</summary>
    public static Holder? AnnouncedIn(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Holder>(File.ReadAllText(AddressFileIn(path)));
        }
        catch (Exception error) when (error is IOException or JsonException)
        {
            return null;
        }
    }

    private static string AddressFileIn(string path) => System.IO.Path.Combine(path, ".server.json");

    public void Dispose()
    {
        if (AnnouncedIn(Path)?.ProcessId == Environment.ProcessId)
            File.Delete(AddressFile);
        _claim.Dispose();
    }

    public sealed record Holder(int ProcessId, string Address);
}

/// <summary>What a process ends with; documented in <c>docs/operations.md</c>.</summary>
internal static class ExitCodes
{
    public const int Success = 0;
    public const int Failure = 1;
    public const int Usage = 2;
    public const int Settings = 3;
    public const int DataFolder = 4;
    public const int PortTaken = 5;
    public const int Refused = 6;
    public const int Contested = 10;
    public const int Degraded = 11;
    public const int NeedsReview = 12;
}

/// <summary>SQLite's failures in words.</summary>
internal static class SqliteFailures
{
    private const int Busy = 5, ReadOnly = 8, IoError = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    /// <summary>What happened and what to do; null when it is none of the known ones.</summary>
    public static (int Status, string What, string Remedy)? InWords(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is not SqliteException sqlite)
                continue;
            return sqlite.SqliteErrorCode switch
            {
                Full => (507, "The disk that holds the database is full.", "Free some space and send it again; what was stored before is safe."),
                ReadOnly => (503, "The database cannot be written: its file or folder is read-only.", "Make DATA_DIR writable and send it again; what was stored before is safe."),
                Busy => (503, "Another process keeps the database busy.", "Send it again in a moment; if it goes on, end the other process."),
                IoError or CannotOpen => (503, "The database file cannot be reached.", "Check the disk that holds DATA_DIR and send it again."),
                Corrupt or NotADatabase => (500, "The database file is damaged or is not a database of this product.", "Restore it from a backup, or set DATA_DIR to another folder."),
                _ => null,
            };
        }
        return null;
    }
}
