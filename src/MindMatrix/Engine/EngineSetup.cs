using System.Net;
using System.Net.Sockets;

namespace MindMatrix.Engine;

internal static class EngineSetup
{
    /// <summary>One Orleans silo in the process, on loopback and a free port: nothing outside can reach it, and two data folders do not meet.</summary>
    public static void UseEngine(this WebApplicationBuilder builder)
    {
        builder.Host.UseOrleans(silo => silo.UseLocalhostClustering(FreePort(), gatewayPort: 0));
        builder.Services.AddHostedService<Store.StorePreparation>();
        builder.Services.AddSingleton(StepPolicy.Default);
        // What is registered later stops earlier: the sweep, then the items at work, then the engine.
        builder.Services.AddSingleton<Shutdown>().AddHostedService(provider => provider.GetRequiredService<Shutdown>());
        builder.Services.AddSingleton<InboxSweep>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<InboxSweep>());
        builder.Services.AddHostedService<OutboxPump>();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
