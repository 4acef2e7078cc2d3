using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using MindMatrix.Models;
using MindMatrix.Settings;
using MindMatrix.Store;

namespace MindMatrix.Benchmarks;

/// <summary>Strategic thoughts a second, from capture over HTTP to the plan that waits, on the embedded store with an instant model.</summary>
internal static class Throughput
{
    public static async Task<int> RunAsync(int items)
    {
        var folder = Directory.CreateTempSubdirectory("mindmatrix-throughput-").FullName;
        try
        {
            var settings = AppSettings.From(name => name switch { "DATA_DIR" => folder, "PORT" => "0", "HOST" => "127.0.0.1", "MODEL_PROVIDER" => "offline", "LOG_LEVEL" => "Warning", _ => null });
            await using var app = await App.StartAsync(settings, DataFolder.TryClaim(folder)!, CancellationToken.None,
                builder => builder.Services.AddKeyedSingleton<IChatClient, InstantModel>(ChatModels.OfflineKey));
            using var http = new HttpClient { BaseAddress = new Uri(app.Address), Timeout = TimeSpan.FromMinutes(10) };
            await CaptureAsync(http, 50);
            foreach (var round in Enumerable.Range(1, 3))
            {
                var (begun, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
                await CaptureAsync(http, items);
                var took = Stopwatch.GetElapsedTime(begun);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}: {items} strategic items in {took.TotalSeconds:0.00} s = {items / took.TotalSeconds:0} a second, {(Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / items:0.0} ms of processor time each, {GC.CollectionCount(0)}/{GC.CollectionCount(1)}/{GC.CollectionCount(2)} collections, {System.Runtime.JitInfo.GetCompiledMethodCount()} methods compiled, working set {Environment.WorkingSet >> 20} MiB"));
            }
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CaptureAsync(HttpClient http, int items)
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, items), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, stop) =>
            (await http.PostAsJsonAsync("/api/inbox", new { content = $"Should we hire a senior engineer at 150k or an agency at 120k a year? Case {Guid.NewGuid()}" }, stop)).EnsureSuccessStatusCode());
        (await http.PostAsync("/trigger-poll?wait=true", null)).EnsureSuccessStatusCode();
    }
}
