namespace MindMatrix.Offline.Questions;

/// <summary>Something a person may know and the decision does not.</summary>
/// <param name="Id">Stable, for example <c>brings-agency</c>; answers name it.</param>
/// <param name="Why">What the answer would change, in words.</param>
/// <param name="Option">Slug of the option it is about; null when it is about the whole decision.</param>
/// <param name="WorthUpTo">What knowing it exactly is worth at most, in the decision's currency (decision-science #22); null without figures to reckon it from.</param>
/// <param name="Form">How to put an answer that can be reckoned with.</param>
internal sealed record OpenQuestion(string Id, string Question, string Why, string? Option, double? WorthUpTo, string Form);

/// <summary>How an answer is put so that the rules can read it.</summary>
internal static class Forms
{
    public const string Money = "Give an amount with its period, such as «220k a year» or «18,000 once», a range such as «180k to 260k a year», or «nothing».";
    public const string Length = "Give a length of time, such as «18 months» or «two years».";
    public const string Share = "Give a chance, such as «70 %» or «7 in 10».";
    public const string Currency = "Name the currency, such as «EUR» or «dollars».";
    public const string Day = "Name a day, such as «2027-03-01» or «in three weeks».";
    public const string Words = "Answer in your own words.";

    public static string Of(Topic topic) => topic switch
    {
        Topic.Brings or Topic.Costs or Topic.Worth or Topic.Today => Money,
        Topic.Chance => Share,
        Topic.Horizon => Length,
        Topic.Currency => Currency,
        Topic.Deadline => Day,
        _ => Words,
    };
}
