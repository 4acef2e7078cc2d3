using System.Globalization;
using System.Text.Json.Serialization;

namespace MindMatrix.Decisions;

/// <summary>An amount in one currency. Amounts in different currencies never meet: there is no exchange rate in here.</summary>
/// <param name="Amount">The amount, unrounded; rounding belongs to the display.</param>
/// <param name="Currency">Three capital letters as in ISO 4217.</param>
/// <exception cref="InvalidEstimateException">The currency is not three capital letters.</exception>
[method: JsonConstructor]
public readonly record struct Money(decimal Amount, string Currency) : IComparable<Money>
{
    /// <summary>The amount, unrounded.</summary>
    public decimal Amount { get; } = Amount;

    /// <summary>Three capital letters as in ISO 4217.</summary>
    public string Currency { get; } = CurrencyCode(Currency, "currency");

    /// <summary>Adds two amounts of one currency.</summary>
    /// <exception cref="InvalidEstimateException">The currencies differ.</exception>
    public static Money operator +(Money left, Money right) => new(left.Amount + left.Same(right).Amount, left.Currency);

    /// <summary>Subtracts an amount of the same currency.</summary>
    /// <exception cref="InvalidEstimateException">The currencies differ.</exception>
    public static Money operator -(Money left, Money right) => new(left.Amount - left.Same(right).Amount, left.Currency);

    /// <summary>The negative amount.</summary>
    public static Money operator -(Money money) => new(-money.Amount, money.Currency);

    /// <summary>Scales an amount.</summary>
    public static Money operator *(Money money, decimal factor) => new(money.Amount * factor, money.Currency);

    /// <summary>Whether the left amount is smaller.</summary>
    /// <exception cref="InvalidEstimateException">The currencies differ.</exception>
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left amount is larger.</summary>
    /// <exception cref="InvalidEstimateException">The currencies differ.</exception>
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left amount is smaller or equal.</summary>
    /// <exception cref="InvalidEstimateException">The currencies differ.</exception>
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left amount is larger or equal.</summary>
    /// <exception cref="InvalidEstimateException">The currencies differ.</exception>
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <summary>Compares two amounts of one currency.</summary>
    /// <exception cref="InvalidEstimateException">The currencies differ.</exception>
    public int CompareTo(Money other) => Amount.CompareTo(Same(other).Amount);

    /// <summary>The amount with two decimals and its currency, in the invariant culture.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount:N2} {Currency}");

    internal static string CurrencyCode(string value, string field) =>
        value is { Length: 3 } && value.All(char.IsAsciiLetterUpper)
            ? value
            : throw new InvalidEstimateException(field, value ?? "null", "must be three capital letters, such as EUR");

    private Money Same(Money other) =>
        other.Currency == Currency
            ? other
            : throw new InvalidEstimateException("currency", other.Currency ?? "null", $"cannot be mixed with {Currency}");
}
