using System.Security.Cryptography;
using System.Text;
using MindMatrix.Settings;
using MindMatrix.Store;

namespace MindMatrix.Operations;

/// <summary>Who may come in, and what every answer tells the browser.</summary>
internal static class Security
{
    private static readonly string[] Public = ["/health", "/health/live", "/health/ready", "/docs", "/openapi", "/metrics", "/webhooks/notion"];

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.XXSSProtection = "1; mode=block";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = "geolocation=(), microphone=(), camera=()";
        // The API page's viewer writes its styles and its start-up into the page itself; it shows no outside text.
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/docs")
            ? "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'"
            : "default-src 'self'; img-src 'self' data:; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        await next();
    });

    private static readonly HashSet<string> OwnNames = new(StringComparer.OrdinalIgnoreCase) { "localhost", "127.0.0.1", "[::1]" };

    /// <summary>A page elsewhere that re-points its name to this machine must not read what is served to this machine alone.</summary>
    public static IApplicationBuilder UseOwnNames(this IApplicationBuilder app, AppSettings settings) => !settings.ListensOnLoopbackOnly ? app : app.Use(async (context, next) =>
    {
        if (context.Request.Host is { HasValue: true } name && !OwnNames.Contains(name.Host))
            throw new RefusalException(400, "unknown-host", $"This server does not answer to the name «{name}».", "Use localhost or 127.0.0.1, or set API_KEY and open it to the network.");
        await next();
    });

    /// <summary>With an API_KEY set, all but the public routes need it.</summary>
    public static IApplicationBuilder UseApiKey(this IApplicationBuilder app, AppSettings settings)
    {
        if (settings.ApiKey is not { } key)
            return app;
        var expected = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        return app.Use(async (context, next) =>
        {
            var path = context.Request.Path;
            var open = path == "/" || Public.Any(p => path.StartsWithSegments(p));
            // Hashes are of one length, so that the time of the comparison says nothing about the key.
            if (!open && !CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(context.Request.Headers[settings.ApiKeyHeader].ToString())), expected))
                throw new RefusalException(401, "no-api-key", "The request carries no valid API key.", $"Send it in the header {settings.ApiKeyHeader}.");
            await next();
        });
    }
}

/// <summary>The person in whose name a request acts.</summary>
internal static class ActingPerson
{
    public const string Header = "X-Person";

    /// <summary>The name in the header, or the owner's.</summary>
    /// <exception cref="RefusalException">400: the name is too long or cannot be printed.</exception>
    public static string Of(HttpContext context, AppSettings settings)
    {
        var name = Uri.UnescapeDataString(context.Request.Headers[Header].ToString()).Trim();
        if (name.Length == 0)
            return settings.OwnerName;
        return name.Length <= 100 && !name.Any(char.IsControl) ? name
            : throw new RefusalException(400, "bad-person", $"The name in {Header} cannot be used.", "Send at most 100 printable characters.");
    }
}
