using System.Diagnostics;
using System.Globalization;

namespace MindMatrix.Benchmarks;

/// <summary>From the start of the process to the first <c>/health</c> 200, and the memory it holds when idle.</summary>
internal static class Startup
{
    public static async Task<int> RunAsync(string dll)
    {
        var folder = Directory.CreateTempSubdirectory("mindmatrix-startup-").FullName;
        try
        {
            foreach (var round in Enumerable.Range(0, 6))
            {
                var start = new ProcessStartInfo("dotnet", [dll, "serve"]) { Environment = { ["DATA_DIR"] = folder, ["PORT"] = "18999" }, RedirectStandardOutput = true, RedirectStandardError = true };
                var begun = Stopwatch.GetTimestamp();
                using var process = Process.Start(start)!;
                using var http = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:18999") };
                var took = await UntilHealthyAsync(http, begun);
                await Task.Delay(TimeSpan.FromSeconds(10));
                process.Refresh();
                var memory = process.WorkingSet64 >> 20;
                process.Kill();
                await process.WaitForExitAsync();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(round == 0 ? "first start, with migration" : $"start {round}")}: {took.TotalSeconds:0.00} s to /health 200, {memory} MiB after 10 s idle"));
            }
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<TimeSpan> UntilHealthyAsync(HttpClient http, long begun)
    {
        while (Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(30))
        {
            try
            {
                if ((await http.GetAsync("/health")).IsSuccessStatusCode)
                    return Stopwatch.GetElapsedTime(begun);
            }
            catch (HttpRequestException)
            {
                // Not there yet.
            }
            await Task.Delay(10);
        }
        throw new TimeoutException("The server did not become healthy within 30 s.");
    }
}
