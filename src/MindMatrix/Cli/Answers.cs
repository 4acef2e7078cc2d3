using System.CommandLine;
using MindMatrix.Dialectic;
using MindMatrix.Flow;
using MindMatrix.Offline.Questions;
using MindMatrix.Store;
using Spectre.Console;

namespace MindMatrix.Cli;

/// <summary>The open questions of a decision on the terminal: the verb that answers one, and the talk after a brief.</summary>
internal static class Answers
{
    public static Command Verb()
    {
        var key = new Argument<string>("intent") { Description = "For example INT-7." };
        var question = new Argument<string?>("question") { Description = "Its id; without one the open questions are listed.", Arity = ArgumentArity.ZeroOrOne };
        var text = new Argument<string?>("text") { Description = "The answer, in quotes: an amount, a length of time, a chance, or your own words.", Arity = ArgumentArity.ZeroOrOne };
        var withdraw = new Option<bool>("--withdraw") { Description = "Take the answer back; everything is computed as if it had not been given." };
        var verb = new Command("answer", "Answer an open question of a decision and compute everything again.") { key, question, text, withdraw, CommandLine.AsJson, CommandLine.As };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var (id, words, back, json) = (parsed.GetValue(question), parsed.GetValue(text), parsed.GetValue(withdraw), parsed.GetValue(CommandLine.AsJson));
            if (id is not null && back == words is not null)
                return CommandLine.Say(ExitCodes.Usage, "Give the answer in quotes. To take one back, give none and --withdraw.");
            await using var session = await Session.OpenAsync(parsed.GetValue(CommandLine.As), cancellationToken);
            var path = $"/api/intents/{Uri.EscapeDataString(parsed.GetValue(key)!)}";
            var before = await session.GetAsync<Brief>(path, cancellationToken);
            if (id is null)
            {
                if (json)
                    Console.WriteLine(Json.Write(before.Questions));
                else
                    BriefPrinter.PrintQuestions(AnsiConsole.Console, before, before.Questions.Count);
                return ExitCodes.Success;
            }
            var after = await SendAsync(session, before, [new AnswerRequest(id, words, Withdraw: back)], cancellationToken);
            if (json)
                Console.WriteLine(await session.GetAsync<string>(path, cancellationToken));
            else
                Print(before, after);
            return ExitCodes.Success;
        });
        return verb;
    }

    /// <summary>Asks the questions put forward one by one, until none is left that was not asked; an empty line skips, a dot ends.</summary>
    /// <param name="brief">As it was printed.</param>
    public static async Task TalkAsync(Session session, Brief brief, CancellationToken cancellationToken)
    {
        var asked = new HashSet<string>();
        // With a model each answer asks for two syntheses: then all answers are sent at once.
        var (held, offline) = (new List<AnswerRequest>(), brief.Offline);
        while (brief.Questions.Take(QuestionList.Ranked).FirstOrDefault(q => !asked.Contains(q.Id)) is { } question)
        {
            if (asked.Count == 0)
                AnsiConsole.Console.WriteLine("\nWhat you know changes this most. Answer, or press Enter to skip; a dot ends.");
            asked.Add(question.Id);
            BriefPrinter.PrintQuestion(AnsiConsole.Console, question);
            Console.Write("> ");
            var line = await Console.In.ReadLineAsync(cancellationToken);
            if (line is null || line.Trim() == ".")
                break;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (!offline)
            {
                held.Add(new AnswerRequest(question.Id, line));
                continue;
            }
            var after = await SendAsync(session, brief, [new AnswerRequest(question.Id, line)], cancellationToken);
            Print(brief, after);
            brief = after;
        }
        if (held.Count > 0)
            Print(brief, await SendAsync(session, brief, held, cancellationToken));
    }

    /// <summary>Sends the answers and waits until everything is computed again.</summary>
    private static async Task<Brief> SendAsync(Session session, Brief brief, IReadOnlyList<AnswerRequest> answers, CancellationToken cancellationToken)
    {
        var path = $"/api/intents/{brief.Number}";
        var after = await session.PostAsync<Brief>($"{path}/answers?wait=true", new AnswersRequest(answers), cancellationToken);
        if (after.Status != IntentStatus.In_Analysis)
            return after;
        var item = await session.GetAsync<InboxItemView>($"/api/inbox/{brief.ItemNumber}", cancellationToken);
        await Progress.FollowAsync(session, item, cancellationToken);
        return await session.GetAsync<Brief>(path, cancellationToken);
    }

    private static void Print(Brief before, Brief after)
    {
        foreach (var line in after.Answers.Skip(before.Answers.Count))
            AnsiConsole.Console.WriteLine(Said(line));
        if (!after.Answers.Skip(before.Answers.Count).Any(a => a.Text is null || a.Understood is not null))
            return;
        foreach (var effect in Effects.Of(before, after))
            AnsiConsole.Console.WriteLine(effect);
        if (Effects.Figures(before, after).Count > 0)
            BriefPrinter.PrintFigures(AnsiConsole.Console, after);
    }

    private static string Said(AnswerLine line) => line.Text is null ? "Taken back." : line.Understood is { } understood ? $"Understood: {understood}" : $"Kept as a note. {line.Expected}";
}
