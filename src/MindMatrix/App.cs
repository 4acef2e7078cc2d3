using System.Net.Sockets;
using System.Reflection;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.AI;
using MindMatrix.Approval;
using MindMatrix.Audit;
using MindMatrix.Capture;
using MindMatrix.Connectors.Notion;
using MindMatrix.Dialectic;
using MindMatrix.Engine;
using MindMatrix.Execution;
using MindMatrix.Flow;
using MindMatrix.Knowledge;
using MindMatrix.Learning;
using MindMatrix.Models;
using MindMatrix.Offline;
using MindMatrix.Operations;
using MindMatrix.Settings;
using MindMatrix.Store;
using MindMatrix.Triage;
using MindMatrix.Web;
using Scalar.AspNetCore;

namespace MindMatrix;

/// <summary>The whole product, one line per concern: settings, store, engine, slices, web.</summary>
internal sealed class App : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DataFolder _folder;

    private App(WebApplication app, DataFolder folder) => (_app, _folder) = (app, folder);

    /// <summary>Where it listens, for example <c>http://localhost:8000</c>.</summary>
    public string Address => _app.Urls.First().Replace("[::]", "localhost", StringComparison.Ordinal).Replace("*", "localhost", StringComparison.Ordinal);

    public IServiceProvider Services => _app.Services;

    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    /// <summary>Migrates, starts and announces itself.</summary>
    /// <param name="folder">Claimed by the caller; given back when the app is disposed of.</param>
    /// <param name="adjust">Replaces parts at the seams, for tests.</param>
    /// <exception cref="StartException">In one sentence for people.</exception>
    public static async Task<App> StartAsync(AppSettings settings, DataFolder folder, CancellationToken cancellationToken, Action<WebApplicationBuilder>? adjust = null)
    {
        var web = Build(settings, folder, adjust);
        try
        {
            // Hosted services are made in one go before the first is started: the store is prepared while the engine starts.
            await web.StartAsync(cancellationToken);
            return new App(web, folder);
        }
        catch (Exception error)
        {
            await web.DisposeAsync();
            folder.Dispose();
            if (error is IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse })
                throw new StartException(ExitCodes.PortTaken, $"Port {settings.Port} is taken by another program. End that program, or choose another port, for example PORT={settings.Port + 1} ./run.", error);
            if (error is SocketException { SocketErrorCode: SocketError.AddressNotAvailable })
                throw new StartException(ExitCodes.Settings, $"HOST is {settings.Host}, which is no address of this machine. Use localhost, 0.0.0.0 for every interface, or an address that this machine has.", error);
            if (error is SocketException { SocketErrorCode: SocketError.AccessDenied })
                throw new StartException(ExitCodes.PortTaken, $"Port {settings.Port} may not be opened by this account. Choose one above 1023, for example PORT=8000 ./run.", error);
            if (SqliteFailures.InWords(error) is { } words)
                throw new StartException(ExitCodes.DataFolder, $"{words.What} {words.Remedy}", error);
            throw;
        }
    }

    private static WebApplication Build(AppSettings settings, DataFolder folder, Action<WebApplicationBuilder>? adjust)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "mindmatrix", ContentRootPath = AppContext.BaseDirectory, EnvironmentName = settings.Environment });
        builder.WebHost.UseUrls(settings.ListenUrl).UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 1 << 20);
        builder.Logging.ForServer(settings);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(19));

        builder.Services.AddSingleton(settings).AddSingleton(folder).AddSingleton<TimeProvider>(new SteadyClock(TimeProvider.System));
        builder.Services.AddStore(folder.DatabaseFile);
        builder.Services.AddSingleton<IInterceptor, LogChainInterceptor>().AddSingleton<IInterceptor, OutboxInterceptor>();
        builder.UseEngine();
        builder.Services.AddTransient<RetryAfterHandler>().AddHttpClient(ChatModels.HttpName).AddHttpMessageHandler<RetryAfterHandler>();
        builder.Services.AddKeyedSingleton<IChatClient, OfflineChatClient>(ChatModels.OfflineKey).AddSingleton<ChatModels>().AddSingleton<IModelCaller, LiveCaller>().AddSingleton<OutputGate>().AddSingleton<StructuredModel>();

        builder.Services.AddSingleton<Inbox>();
        builder.Services.AddSingleton<Triager>().AddSingleton<Extractor>();
        builder.Services.AddSingleton<AgentRegistry>().AddSingleton<ISeed>(services => services.GetRequiredService<AgentRegistry>()).AddSingleton<Advisers>().AddSingleton<Synthesiser>();
        builder.Services.AddSingleton<Areas>().AddSingleton<ISeed>(services => services.GetRequiredService<Areas>());
        builder.Services.AddSingleton<Estimates>().AddSingleton<CrossExaminer>().AddSingleton<Challenges>().AddSingleton<Debate>();
        builder.Services.AddSingleton<Approvals>().AddSingleton<TaskProgress>();
        builder.Services.AddSingleton<IHandle<ActionApproved>, PlanExecutor>();
        builder.Services.AddSingleton<IHandle<ActionSettled>, SettlementRecorder>();
        builder.Services.AddSingleton<IItemFlow, ItemFlow>().AddSingleton<Reviews>().AddSingleton<Analyses>().AddSingleton<Answering>().AddSingleton<Outcomes>().AddSingleton<Replays>();

        builder.Services.AddSingleton<NodeEdits>();
        builder.Services.AddNotion(settings);

        builder.Services.AddProblems();
        builder.Services.AddHealth();
        builder.Services.AddOpenApi(api => api.AddDocumentTransformer((document, _, _) => { document.Info.Title = "Executive Mind Matrix API"; return Task.CompletedTask; }));
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.ForOutsiders());
        builder.Services.AddDataProtection().SetApplicationName("mindmatrix").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(folder.Path, "keys")));
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        adjust?.Invoke(builder);

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseOwnNames(settings);
        app.UseSecurityHeaders();
        app.UseApiKey(settings);
        app.UseNotFoundPage();
        app.UseRouting();
        app.UseAntiforgery();

        app.MapGet("/", Home).WithTags("Health").WithName("Root").WithSummary("What runs here; a browser is led to the inbox.");
        app.MapHealth();
        app.MapInbox();
        app.MapIntents();
        app.MapDialectic();
        app.MapAnswers();
        app.MapReplays();
        app.MapBudget();
        app.MapLog();
        app.MapNotion();
        app.MapOpenApi();
        app.MapScalarApiReference("/docs", docs => docs.WithTitle("Executive Mind Matrix API")
            .DisableDefaultFonts().DisableAgent().DisableMcp().DisableTelemetry().HideDeveloperTools().HideClientButton());
        app.MapStaticAssets("mindmatrix.staticwebassets.endpoints.json");
        app.MapRazorComponents<Page>().AddInteractiveServerRenderMode();
        return app;
    }

    private static readonly string ProductVersion = Assembly.GetExecutingAssembly().GetName().Version!.ToString(3);

    private static IResult Home(HttpContext context, AppSettings settings, InboxSweep sweep, ChatModels models) =>
        context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? TypedResults.Redirect("/inbox")
            : TypedResults.Ok(new
            {
                status = "running",
                service = "Executive Mind Matrix",
                version = ProductVersion,
                environment = settings.Environment,
                poller_running = sweep.LastSwept is not null,
                model_provider = models.Provider,
                features_deployed = new { dashboard_api = false, digest_automation = false, smart_router = false, scheduler = false, webhook_receivers = false },
            });

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Dispose();
    }
}
