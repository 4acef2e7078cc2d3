namespace MindMatrix.Store;

/// <summary>
/// A request that cannot be done as asked. It is an exception, not a result, because it must undo the unit of work it is thrown in:
/// nothing is half written. HTTP answers it as problem details, the command line as two sentences.
/// </summary>
/// <param name="status">The HTTP status that fits.</param>
/// <param name="code">A stable word for scripts, for example <c>plan-changed</c>.</param>
/// <param name="what">What is wrong, one sentence.</param>
/// <param name="remedy">What to do about it, one sentence.</param>
internal sealed class RefusalException(int status, string code, string what, string remedy) : Exception($"{what} {remedy}")
{
    public int Status => status;
    public string Code => code;
    public string What => what;
    public string Remedy => remedy;

    public static RefusalException NotFound(string kind, string key, string prefix) => new(
        404, "not-found", $"There is no {kind} «{key}».", $"Use its id or its short number, for example {prefix}-1; the list shows which exist.");
}

/// <summary>A failure that another attempt cannot mend, for example a refused key.</summary>
internal class PermanentFailureException(string message, Exception? inner = null) : Exception(message, inner);
