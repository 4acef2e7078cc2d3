using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MindMatrix.Store;

/// <summary>
/// The system of record. Entities and their configurations live in their slices; this class only holds the conventions,
/// which are the same for every provider: UTC instants, enums as their names, JSON columns for what is read whole.
/// </summary>
internal sealed class MindMatrixDb(DbContextOptions<MindMatrixDb> options) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcInstantConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(MindMatrixDb).Assembly);
        foreach (var type in modelBuilder.Model.GetEntityTypes().Where(t => typeof(Record).IsAssignableFrom(t.ClrType)))
        {
            var entity = modelBuilder.Entity(type.ClrType);
            entity.HasKey(nameof(Record.Number));
            entity.Property(nameof(Record.Number)).ValueGeneratedOnAdd();
            entity.HasAlternateKey(nameof(Record.Id));
            entity.Property(nameof(Record.Version)).IsConcurrencyToken();
        }
    }

    /// <summary>The prefix of <typeparamref name="T"/>'s short numbers.</summary>
    public static string Prefix<T>() where T : Record => typeof(T).GetCustomAttribute<ShortPrefixAttribute>()!.Prefix;
}

/// <summary>Instants are stored as UTC <see cref="DateTime"/>, which sorts on SQLite and is timestamptz on PostgreSQL.</summary>
internal sealed class UtcInstantConverter() : ValueConverter<DateTimeOffset, DateTime>(
    instant => instant.UtcDateTime,
    stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));

/// <summary>How JSON columns, hashes and the wire are written: camelCase, enums by name, nothing escaped that need not be.</summary>
internal static class Json
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
        NumberHandling = JsonNumberHandling.Strict,
    };

    /// <summary>The wire's reading of requests: what may not be null or missing is a fault of the request, not of ours. Answers are written as they are.</summary>
    public static void ForOutsiders(this JsonSerializerOptions options)
    {
        options.Converters.Add(new JsonStringEnumConverter());
        (options.RespectNullableAnnotations, options.RespectRequiredConstructorParameters) = (true, true);
        options.TypeInfoResolver = options.TypeInfoResolver?.WithAddedModifier(static type =>
        {
            foreach (var property in type.Properties.Where(p => !p.PropertyType.IsValueType))
                property.IsGetNullable = true;
        });
    }

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="JsonException">The text is not JSON of the expected shape.</exception>
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)
        ?? throw new JsonException($"The stored {typeof(T).Name} is null.");

    /// <summary>
    /// A property that is stored as one JSON text. Its values are immutable and replaced as a whole, so another instance is a change and the
    /// same instance is none: nothing is serialised to find out.
    /// </summary>
    public static PropertyBuilder<T> StoredAsJson<T>(this PropertyBuilder<T> property) => property.HasConversion(
        new ValueConverter<T, string>(value => Write(value), json => Read<T>(json)),
        new ValueComparer<T>(
            (a, b) => ReferenceEquals(a, b),
            value => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(value),
            value => value));
}
