namespace MindMatrix.Notion;

/// <summary>Values to be written.</summary>
public static class Value
{
    /// <summary>The page's title, in as many runs as it takes.</summary>
    public static PropertyValue Title(string text) => new TitleValue(RichText.Of(text));

    /// <summary>Text in as many runs as it takes, of which Notion takes 100: 199,900 characters always fit.</summary>
    public static PropertyValue Text(string text) => new RichTextValue(RichText.Of(text));

    /// <summary>A choice of one; null clears it. A name that is no option yet becomes one.</summary>
    public static PropertyValue Select(string? name) => new SelectValue(name is null ? null : new Choice(name));

    /// <summary>A state; null clears it. Only options that exist are taken.</summary>
    public static PropertyValue Status(string? name) => new StatusValue(name is null ? null : new Choice(name));

    /// <summary>Several choices.</summary>
    public static PropertyValue MultiSelect(params IEnumerable<string> names) => new MultiSelectValue([.. names.Select(n => new Choice(n))]);

    /// <summary>A number; null clears it.</summary>
    public static PropertyValue Number(decimal? number) => new NumberValue(number);

    /// <summary>A tick.</summary>
    public static PropertyValue Checkbox(bool ticked) => new CheckboxValue(ticked);

    /// <summary>A moment, in UTC; null clears it.</summary>
    public static PropertyValue Date(DateTimeOffset? start, DateTimeOffset? end = null) => new DateValue(start is null ? null : DateSpan.Of(start.Value, end));

    /// <summary>A day; null clears it.</summary>
    public static PropertyValue Date(DateOnly? start, DateOnly? end = null) => new DateValue(start is null ? null : DateSpan.Of(start.Value, end));

    /// <summary>References to pages, 100 at most.</summary>
    public static PropertyValue Relation(params IEnumerable<NotionId> pages) => new RelationValue([.. pages]);

    /// <summary>People, 100 at most.</summary>
    public static PropertyValue People(params IEnumerable<NotionId> users) => new PeopleValue([.. users.Select(u => new UserRef(u))]);

    /// <summary>An address; null or empty clears it.</summary>
    public static PropertyValue Url(string? url) => new UrlValue(string.IsNullOrEmpty(url) ? null : url);

    /// <summary>An e-mail address; null or empty clears it.</summary>
    public static PropertyValue Email(string? email) => new EmailValue(string.IsNullOrEmpty(email) ? null : email);

    /// <summary>A telephone number; null or empty clears it.</summary>
    public static PropertyValue Phone(string? number) => new PhoneValue(string.IsNullOrEmpty(number) ? null : number);
}
