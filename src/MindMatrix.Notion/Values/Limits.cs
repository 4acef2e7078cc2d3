namespace MindMatrix.Notion;

/// <summary>Something is more than Notion takes in one request; nothing was sent.</summary>
public sealed class NotionLimitException(string message) : ArgumentException(message);

/// <summary>What Notion takes in one request. Texts and lists of blocks have theirs at <see cref="RichText"/> and <see cref="BlockBatch"/>.</summary>
public static class Limits
{
    /// <summary>Characters of an address.</summary>
    public const int Url = 2_000;

    /// <summary>Characters of an e-mail address, and of a telephone number.</summary>
    public const int Contact = 200;

    /// <summary>Characters of an equation.</summary>
    public const int Equation = 1_000;

    /// <summary>Members of one relation, people or multi_select value.</summary>
    public const int Members = 100;

    /// <summary>Characters of a property's description.</summary>
    public const int Description = 280;

    /// <summary>Rows on one page of a list.</summary>
    public const int PageSize = 100;

    internal static void Check(string what, int count, int most, string unit)
    {
        if (count > most)
            throw new NotionLimitException($"«{what}»: {count} is more than the {most} {unit} that Notion takes.");
    }
}
