using dotenv.net;

namespace MindMatrix.Settings;

/// <summary>Where settings come from: the environment first, then the file <c>.env</c> beside the program's home.</summary>
internal static class SettingSources
{
    /// <summary>The folder that <c>.env</c> and relative paths belong to: where <c>./run</c> stands, else the working folder.</summary>
    public static string Home => System.Environment.GetEnvironmentVariable("MINDMATRIX_HOME") is { Length: > 0 } home ? home : Directory.GetCurrentDirectory();

    /// <exception cref="SettingsException">One or more settings are wrong.</exception>
    public static AppSettings Load()
    {
        var raw = Read();
        return AppSettings.From(name => name switch
        {
            "DATA_DIR" => Path.Combine(Home, raw(name) ?? SettingDefinitions.Of(name).Default!),
            _ => raw(name),
        });
    }

    /// <summary>Gives a setting's raw text, null when it is unset or empty.</summary>
    public static Func<string, string?> Read()
    {
        var file = Path.Combine(Home, ".env");
        var fromFile = File.Exists(file) ? DotEnv.Read(new DotEnvOptions(envFilePaths: [file], ignoreExceptions: false)) : new Dictionary<string, string>();
        return name => System.Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? text : fromFile.TryGetValue(name, out var line) && line.Length > 0 ? line : null;
    }
}
