using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using MindMatrix.Simulators;

namespace MindMatrix.Tests.Integration;

/// <summary>The real executable, or the host that kills itself, in a process of its own.</summary>
internal sealed class ProductProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly StringBuilder _out = new(), _error = new();
    private readonly TaskCompletionSource<string> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProductProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not { } text)
                return;
            lock (_out)
                _out.AppendLine(text);
            if (text.Contains("listen", StringComparison.Ordinal))
                _listening.TrySetResult(text[text.IndexOf("http", StringComparison.Ordinal)..].Trim());
        };
        process.ErrorDataReceived += (_, line) => { lock (_error) _error.AppendLine(line.Data); };
    }

    /// <summary>What a verb printed.</summary>
    public sealed record Result(int ExitCode, string Out, string Error);

    public static Dictionary<string, string> Settings(string dataDir, AnthropicSimulator? anthropic = null) => new()
    {
        ["DATA_DIR"] = dataDir,
        ["PORT"] = "0",
        ["OWNER_NAME"] = "Ada",
        ["MODEL_PROVIDER"] = anthropic is null ? "offline" : "anthropic",
        ["ANTHROPIC_API_KEY"] = anthropic is null ? "" : AnthropicSimulator.Key,
        ["ANTHROPIC_BASE_URL"] = anthropic?.Address ?? "",
    };

    public static ProductProcess Start(IReadOnlyDictionary<string, string> settings, params string[] arguments) => Start("mindmatrix.dll", settings, null, arguments);

    public static ProductProcess StartCrashHost(IReadOnlyDictionary<string, string> settings, string at, string what) => Start("MindMatrix.Simulators.dll", settings, null, "crash-host", at, what);

    public static ProductProcess StartSimulator(params string[] arguments) => Start("MindMatrix.Simulators.dll", new Dictionary<string, string>(), null, ["anthropic", .. arguments]);

    private static ProductProcess Start(string dll, IReadOnlyDictionary<string, string> settings, string? input, params string[] arguments) =>
        StartProgram("dotnet", [Path.Combine(AppContext.BaseDirectory, dll), .. arguments], settings, input);

    private static ProductProcess StartProgram(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> settings, string? input)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var product = new ProductProcess(new Process { StartInfo = start });
        product._process.Start();
        product._process.BeginOutputReadLine();
        product._process.BeginErrorReadLine();
        if (input is not null)
            product._process.StandardInput.Write(input);
        product._process.StandardInput.Close();
        return product;
    }

    /// <summary>Runs a verb to its end.</summary>
    public static Task<Result> RunAsync(IReadOnlyDictionary<string, string> settings, params string[] arguments) => RunWithInputAsync(settings, null, arguments);

    public static async Task<Result> RunWithInputAsync(IReadOnlyDictionary<string, string> settings, string? input, params string[] arguments)
    {
        using var product = Start("mindmatrix.dll", settings, input, arguments);
        return await product.EndAsync();
    }

    /// <summary>Runs a verb on a terminal of its own, where <paramref name="typed"/> is typed.</summary>
    public static async Task<Result> RunOnTerminalAsync(IReadOnlyDictionary<string, string> settings, string typed, params string[] arguments)
    {
        var command = string.Join(' ', new[] { "dotnet", Path.Combine(AppContext.BaseDirectory, "mindmatrix.dll") }.Concat(arguments).Select(a => $"'{a}'"));
        using var product = StartProgram("script", ["-qec", command, "/dev/null"], settings, typed);
        return await product.EndAsync();
    }

    /// <summary>The address, once it listens.</summary>
    public async Task<HttpClient> ListeningAsync()
    {
        var died = _process.WaitForExitAsync(TestApp.Stop);
        var first = await Task.WhenAny(_listening.Task, died).WaitAsync(Patience, TestApp.Stop);
        Assert.True(first == _listening.Task, $"It ended instead of listening: {_error}");
        return new HttpClient { BaseAddress = new Uri(await _listening.Task), Timeout = Patience };
    }

    public async Task<Result> EndAsync()
    {
        await _process.WaitForExitAsync(TestApp.Stop).WaitAsync(Patience, TestApp.Stop);
        lock (_out)
            lock (_error)
                return new Result(_process.ExitCode, _out.ToString(), _error.ToString());
    }

    public void Kill() => _process.Kill();

    /// <summary>SIGTERM, as a platform stops a service.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestApp.Stop);
    }

    /// <summary>Waits until it no longer takes connections.</summary>
    public async Task DeafAsync()
    {
        var address = new Uri(await _listening.Task);
        while (true)
        {
            using var socket = new TcpClient();
            try
            {
                await socket.ConnectAsync(address.Host, address.Port, TestApp.Stop).AsTask().WaitAsync(Patience, TestApp.Stop);
            }
            catch (SocketException)
            {
                return;
            }
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
