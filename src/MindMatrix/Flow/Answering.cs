using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MindMatrix.Audit;
using MindMatrix.Capture;
using MindMatrix.Dialectic;
using MindMatrix.Engine;
using MindMatrix.Models;
using MindMatrix.Offline.Questions;
using MindMatrix.Operations;
using MindMatrix.Store;
using MindMatrix.Triage;

namespace MindMatrix.Flow;

/// <summary>An answer as it is sent: words, or figures, or the wish to take the answer back.</summary>
/// <param name="Question">The question's id.</param>
/// <param name="Text">In the person's words, for example «the senior brings in 220k a year».</param>
/// <param name="Value">In place of words: exactly this, in the decision's currency over its horizon; a chance from 0 to 1; a horizon in days.</param>
/// <param name="Low">With <paramref name="Mode"/> and <paramref name="High"/>, in place of words: a range.</param>
internal sealed record AnswerRequest(string? Question = null, string? Text = null, double? Value = null, double? Low = null, double? Mode = null, double? High = null, bool Withdraw = false)
{
    /// <summary>Figures in the words that the rules read.</summary>
    public string? Words(Topic topic) => (Text, Value, Low, Mode, High) switch
    {
        ({ Length: > 0 }, _, _, _, _) => Text,
        (_, { } exact, _, _, _) when topic == Topic.Chance => Invariant($"{exact * 100} %"),
        (_, { } exact, _, _, _) when topic == Topic.Horizon => Invariant($"{exact} days"),
        (_, { } exact, _, _, _) => Invariant($"exactly {exact:0.##} in all"),
        (_, _, { } low, { } mode, { } high) => Invariant($"{low:0.##} to {mode:0.##} to {high:0.##} in all"),
        _ => null,
    };

    private static string Invariant(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One answer by itself, or several at once.</summary>
internal sealed record AnswersRequest(IReadOnlyList<AnswerRequest>? Answers = null, string? Question = null, string? Text = null, double? Value = null, double? Low = null, double? Mode = null, double? High = null, bool Withdraw = false)
{
    public IReadOnlyList<AnswerRequest> All => Answers ?? [new AnswerRequest(Question, Text, Value, Low, Mode, High, Withdraw)];
}

/// <summary>
/// Takes in what people answer to open questions. Their figures become figures set by a person, the horizon and the currency become the frame's, their
/// words become known to all who advise; then everything that rests on it is done again, as a second look does it.
/// </summary>
internal sealed class Answering(Analyses analyses, ChatModels models, TimeProvider clock)
{
    private const int MostAtOnce = 50;

    /// <summary>Keeps the answers, all or none. Where the rules can make nothing of any of them they are notes, and nothing is computed again.</summary>
    /// <returns>The intent, and whether it is being computed again.</returns>
    /// <exception cref="RefusalException">404 no such intent or question; 409 it is decided or in analysis; 422 an answer that is none.</exception>
    public Task<(Intent Intent, bool Started)> AnswerAsync(string key, IReadOnlyList<AnswerRequest> requests, string person, CancellationToken cancellationToken) => analyses.AgainAsync(key, person, "Answers Taken In", async (unit, intent) =>
    {
        if (requests.Count is 0 or > MostAtOnce)
            throw new RefusalException(422, "how-many", $"{requests.Count} answers are given.", $"Give 1 to {MostAtOnce}.");
        var history = await unit.Db.AnswersAsync(intent.Id, cancellationToken);
        var questions = QuestionList.Of(new QuestionContext(Briefs.TextOf(intent), intent.Frame, await unit.Db.ViewsAsync(intent.Id, cancellationToken), history.Current, intent.Report));
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var (frame, due) = (intent.Frame, intent.DueDate);
        var before = history.Current.SelectMany(a => a.Figures).ToList();
        var given = new List<PersonalAnswer>();
        foreach (var request in requests)
        {
            var (id, question) = Asked(request, questions, history, intent);
            var topic = QuestionTopic.Of(id, question);
            var last = history.Concat(given).LastOrDefault(a => a.QuestionId == id && a.Text is not null && a.Understood is not null);
            var current = history.Concat(given).Current.FirstOrDefault(a => a.QuestionId == id);
            if (request.Withdraw && current is null)
                throw new RefusalException(422, "no-answer", $"«{id}» has no answer to take back.", "See the answers of the intent.");
            var text = request.Withdraw ? null : Text(request, topic.Topic, id);
            var reading = text is null ? new Reading([], null, null) : AnswerReader.Read(topic, text, frame, today);
            // What the frame had before the first answer to this question.
            var replaced = topic.Topic switch
            {
                Topic.Horizon => current is { Understood: not null } ? last!.Replaced : frame.HorizonDays.ToString(CultureInfo.InvariantCulture),
                Topic.Currency => current is { Understood: not null } ? last!.Replaced : frame.Currency,
                Topic.Deadline => current is { Understood: not null } ? last!.Replaced : due.ToString("O", CultureInfo.InvariantCulture),
                _ => null,
            };
            var effect = reading is { HorizonDays: null, Currency: null, DecideBy: null } && replaced is not null && current is { Understood: not null } ? Restored(topic, replaced) : reading;
            frame = frame with { HorizonDays = effect.HorizonDays ?? frame.HorizonDays, Currency = effect.Currency ?? frame.Currency };
            due = effect.DecideBy ?? due;
            given.Add(new PersonalAnswer { IntentId = intent.Id, QuestionId = id, Question = question, Text = text, Understood = reading.Understood, Expected = reading.Expected, Figures = reading.Figures, Replaced = replaced, SetBy = person, SetAt = clock.GetUtcNow() });
        }

        var counting = history.Concat(given).Current;
        if (frame.HorizonDays != intent.Frame.HorizonDays || frame.Currency != intent.Frame.Currency)
            foreach (var answer in counting)
                Reckon(answer, AnswerReader.Read(QuestionTopic.Of(answer.QuestionId, answer.Question), answer.Text!, frame, today));
        await SetAsync(unit, intent, before, [.. counting.SelectMany(a => a.Figures)], person, cancellationToken);
        unit.Db.AddRange(given);
        foreach (var answer in given)
            unit.Log(clock, person, answer.Text is null ? "Answer Taken Back" : "Question Answered", intent, intent.ItemId,
                answer.Text is null ? $"{person} took back the answer to «{answer.Question}»." : $"{person} answered «{answer.Question}»: «{answer.Text}». {answer.Understood ?? $"Kept as a note. {answer.Expected}"}");

        if (given.All(a => a.Text is not null && a.Understood is null))
            return null;
        await ReassessAsync(unit, intent, frame, cancellationToken);
        (intent.Frame, intent.DueDate) = (frame, due);
        return given.Count == 1 ? $"{(given[0].Text is null ? "took back the answer to" : "answered")} «{given[0].QuestionId}»." : $"answered {given.Count} questions.";
    }, cancellationToken);

    private static (string Id, string Question) Asked(AnswerRequest request, IReadOnlyList<OpenQuestion> questions, List<PersonalAnswer> history, Intent intent)
    {
        var id = request.Question?.Trim() ?? "";
        if (questions.FirstOrDefault(q => q.Id == id) is { } open)
            return (open.Id, open.Question);
        return history.LastOrDefault(a => a.QuestionId == id) is { } answered ? (id, answered.Question)
            : throw new RefusalException(404, "unknown-question", $"INT-{intent.Number} has no question «{id}».", questions.Count == 0 ? "Nothing is open." : $"Its open questions are {string.Join(", ", questions.Select(q => q.Id))}.");
    }

    private static string Text(AnswerRequest request, Topic topic, string id)
    {
        var text = Sanitiser.Sanitise(request.Words(topic) ?? "").Text;
        return text.Length is > 0 and <= PersonalAnswer.MaxLength ? text
            : throw new RefusalException(422, "faulty-answer", $"The answer to «{id}» has {text.Length} characters.", $"Give text of 1 to {PersonalAnswer.MaxLength} characters, or value, or low, mode and high, or withdraw.");
    }

    private static Reading Restored(QuestionTopic topic, string replaced) => topic.Topic switch
    {
        Topic.Horizon => new Reading([], null, null, HorizonDays: int.Parse(replaced, CultureInfo.InvariantCulture)),
        Topic.Currency => new Reading([], null, null, Currency: replaced),
        _ => new Reading([], null, null, DecideBy: DateOnly.ParseExact(replaced, "O", CultureInfo.InvariantCulture)),
    };

    private static void Reckon(PersonalAnswer answer, Reading reading) => (answer.Figures, answer.Understood, answer.Expected) = (reading.Figures, reading.Understood, reading.Expected);

    /// <summary>Sets the figures that differ from before as the person's own; takes back those that no answer says any more, unless somebody has set another since.</summary>
    private async Task SetAsync(UnitOfWork unit, Intent intent, List<AnswerFigure> before, List<AnswerFigure> after, string person, CancellationToken cancellationToken)
    {
        var (was, now) = (Latest(before), Latest(after));
        var changed = now.Where(f => !was.TryGetValue(f.Key, out var old) || old != f.Value).ToList();
        var faults = Estimates.Faults(intent, [.. changed.Select(f => new EstimateRequest(f.Key.Option, f.Key.Quantity, null, f.Value.Low, f.Value.Mode, f.Value.High, f.Value.Confidence))]);
        if (changed.Count > 0 && faults.Count > 0)
            throw new RefusalException(422, "faulty-answer", string.Join(" ", faults), "Nothing was changed. Mend it and send it again.");
        foreach (var (of, value) in changed)
            unit.Db.Add(new PersonalEstimate { IntentId = intent.Id, Option = of.Option, Quantity = of.Quantity, Value = value, SetBy = person, SetAt = clock.GetUtcNow() });
        var set = Estimates.Current(await unit.Db.PersonalEstimates.Where(e => e.IntentId == intent.Id).OrderBy(e => e.Position).ToListAsync(cancellationToken));
        foreach (var (of, value) in was.Where(f => !now.ContainsKey(f.Key) && set.Any(e => (e.Option, e.Quantity) == f.Key && e.Value == f.Value)))
            unit.Db.Add(new PersonalEstimate { IntentId = intent.Id, Option = of.Option, Quantity = of.Quantity, Value = null, SetBy = person, SetAt = clock.GetUtcNow() });
        await unit.Db.SaveChangesAsync(cancellationToken);

        static Dictionary<(string Option, string Quantity), Decisions.RangeEstimate> Latest(List<AnswerFigure> figures) =>
            figures.GroupBy(f => (f.Option, f.Quantity)).ToDictionary(g => g.Key, g => g.Last().Value);
    }

    /// <summary>Rules assess again, which costs nothing; a model only where its ranges were for another time or in another currency.</summary>
    private async Task ReassessAsync(UnitOfWork unit, Intent intent, Frame frame, CancellationToken cancellationToken)
    {
        var all = models.IsOffline || frame.HorizonDays != intent.Frame.HorizonDays || frame.Currency != intent.Frame.Currency;
        var itemId = intent.ItemId;
        if (all)
            await unit.Db.Set<StepRecord>().Where(s => s.ItemId == itemId && s.Name.StartsWith("assess/")).ExecuteDeleteAsync(cancellationToken);
    }
}

internal static class AnswerApi
{
    /// <summary>How long a request that asks for the outcome waits for it; the work goes on after that.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    public static void MapAnswers(this IEndpointRouteBuilder app) => app.MapPost("/api/intents/{id}/answers", async (
        string id, AnswersRequest request, HttpContext context, Answering answering, Outcomes outcomes, Settings.AppSettings settings, CancellationToken cancellationToken, bool wait = false) =>
        {
            var (intent, _) = await answering.AnswerAsync(id, request.All, ActingPerson.Of(context, settings), cancellationToken);
            return await outcomes.AnswerAsync(intent, wait ? Patience : TimeSpan.Zero, cancellationToken);
        }).WithTags("Intents").WithName("AnswerQuestions")
        .WithSummary("Answers open questions in words or figures, or takes answers back; figures, verdict and plan are made again. With wait=true it answers when that is done.");
}
