using Microsoft.Playwright;
using MindMatrix.Settings;
using MindMatrix.Store;

namespace MindMatrix.Browser.Tests;

/// <summary>The real application on the offline rules, and a real Chromium.</summary>
public class Browser : IAsyncLifetime
{
    private readonly string _dataDir = Directory.CreateTempSubdirectory("mindmatrix-browser-").FullName;
    private App _app = null!;
    private IPlaywright _playwright = null!;
    private IBrowser _chromium = null!;

    public string Address => _app.Address;

    /// <summary>What is set besides the usual; null leaves that.</summary>
    protected virtual string? Setting(string name) => null;

    public virtual async ValueTask InitializeAsync()
    {
        var settings = AppSettings.From(name => Setting(name) ?? name switch { "DATA_DIR" => _dataDir, "PORT" => "0", "HOST" => "127.0.0.1", "OWNER_NAME" => "Ada", "MODEL_PROVIDER" => "offline", "LOG_LEVEL" => "Error", _ => null });
        _app = await App.StartAsync(settings, DataFolder.TryClaim(_dataDir)!, CancellationToken.None);
        _playwright = await Playwright.CreateAsync();
        _chromium = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.First(File.Exists),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A page of its own, with whatever the page complained of in <paramref name="complaints"/>.</summary>
    internal async Task<IPage> OpenAsync(string path, List<string> complaints, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await _chromium.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, BaseURL = Address });
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                complaints.Add($"loads {request.Url}");
        };
        await page.GotoAsync(path);
        return page;
    }

    public virtual async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        _playwright.Dispose();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_dataDir, recursive: true);
        GC.SuppressFinalize(this);
    }
}
