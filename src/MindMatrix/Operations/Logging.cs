using MindMatrix.Settings;

namespace MindMatrix.Operations;

internal static class Logging
{
    /// <summary>Log lines go to standard error, so that a command's answer on standard output stays clean.</summary>
    public static void ForServer(this ILoggingBuilder logging, AppSettings settings)
    {
        logging.ClearProviders();
        var least = Enum.Parse<LogLevel>(settings.LogLevel);
        logging.SetMinimumLevel(least);
        logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (settings.JsonLogs)
            logging.AddJsonConsole(json => { json.UseUtcTimestamp = true; json.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ"; });
        else
            logging.AddSimpleConsole(simple => { simple.SingleLine = true; simple.UseUtcTimestamp = true; simple.TimestampFormat = "HH:mm:ss "; });
        foreach (var chatty in new[] { "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Orleans", "Microsoft.Orleans", "System.Net.Http", "Microsoft.Hosting.Lifetime" })
            logging.AddFilter(chatty, least > LogLevel.Warning ? least : LogLevel.Warning);
        // Advice that does not fit here: one small silo with the workstation collector, and keys that the folder's own rights protect.
        foreach (var beside in new[] { "Orleans.Runtime.Silo", "Orleans.Runtime.Watchdog", "Orleans.Runtime.MembershipService", "Microsoft.AspNetCore.DataProtection" })
            logging.AddFilter(beside, LogLevel.Error);
        // What a retry answers is said by who asked, once it has given up.
        logging.AddFilter("Polly", LogLevel.Critical);
        // A start that fails is said in one sentence by the command; the host would say it again, with its stack.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    }
}
