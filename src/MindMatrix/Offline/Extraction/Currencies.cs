namespace MindMatrix.Offline.Extraction;

/// <summary>How currencies are written.</summary>
internal static class Currencies
{
    public const string Default = "EUR";

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["eur"] = "EUR",
        ["euro"] = "EUR",
        ["euros"] = "EUR",
        ["usd"] = "USD",
        ["dollar"] = "USD",
        ["dollars"] = "USD",
        ["bucks"] = "USD",
        ["gbp"] = "GBP",
        ["pound"] = "GBP",
        ["pounds"] = "GBP",
        ["sterling"] = "GBP",
        ["quid"] = "GBP",
        ["chf"] = "CHF",
        ["francs"] = "CHF",
        ["franken"] = "CHF",
        ["sek"] = "SEK",
        ["nok"] = "NOK",
        ["dkk"] = "DKK",
        ["pln"] = "PLN",
        ["zł"] = "PLN",
        ["zloty"] = "PLN",
        ["czk"] = "CZK",
        ["huf"] = "HUF",
        ["jpy"] = "JPY",
        ["yen"] = "JPY",
        ["cny"] = "CNY",
        ["inr"] = "INR",
        ["rupee"] = "INR",
        ["rupees"] = "INR",
        ["rand"] = "ZAR",
        ["forint"] = "HUF",
        ["lira"] = "TRY",
        ["aed"] = "AED",
        ["krw"] = "KRW",
        ["ils"] = "ILS",
        ["ron"] = "RON",
        ["isk"] = "ISK",
        ["aud"] = "AUD",
        ["cad"] = "CAD",
        ["nzd"] = "NZD",
        ["brl"] = "BRL",
        ["mxn"] = "MXN",
        ["sgd"] = "SGD",
        ["hkd"] = "HKD",
        ["zar"] = "ZAR",
    };

    public static string? FromSymbol(char symbol) => symbol switch { '€' => "EUR", '$' => "USD", '£' => "GBP", '¥' => "JPY", '₹' => "INR", '₽' => "RUB", '₺' => "TRY", '₪' => "ILS", '₩' => "KRW", _ => null };

    /// <summary>The hundredth part of a currency: «45p», «60 cents»; which currency a cent is of, the word does not say.</summary>
    public static bool IsHundredth(string lower, out string? currency)
    {
        currency = lower is "p" or "pence" or "penny" ? "GBP" : null;
        return currency is not null || lower is "cent" or "cents" or "ct" or "cts";
    }

    public static string? FromWord(string lower) => Names.GetValueOrDefault(lower);

    public static bool StartsWithCode(ReadOnlySpan<char> text)
    {
        var n = 0;
        while (n < text.Length && n < 8 && char.IsLetter(text[n]))
            n++;
        return n >= 2 && Names.ContainsKey(text[..n].ToString().ToLowerInvariant());
    }
}
