using MindMatrix.Decisions;
using MindMatrix.Dialectic;
using MindMatrix.Triage;

namespace MindMatrix.Offline.Questions;

/// <summary>The frame as it stands after people's answers: what they said is known, and what they answered is no longer asked.</summary>
internal static class AnsweredFrame
{
    /// <param name="answers">Those that count.</param>
    public static Frame Of(Frame frame, IReadOnlyList<PersonalAnswer> answers) => answers.Count == 0 ? frame : frame with
    {
        Unknowns = [.. frame.Unknowns.Where(u => IsOpen(u, frame, answers))],
        Known = [.. answers.Select(a => new KnownAnswer(a.Question, a.Text!, [.. a.Figures.Select(f => new KnownFigure(f.Option, f.Quantity, f.Value.Mode))]))],
    };

    /// <summary>Whether a question of the frame or of an adviser still waits for an answer.</summary>
    public static bool IsOpen(string question, Frame frame, IReadOnlyList<PersonalAnswer> answers)
    {
        var topic = QuestionTopic.OfWords(question);
        var understood = answers.Where(a => a.Understood is not null).ToList();
        return topic.Topic == Topic.AllMoney
            ? frame.Options.Any(o => o.Slug is not (Frame.StatusQuo or TrySmall) && !understood.Any(a => a.Figures.Any(f => f.Option == o.Slug && f.Quantity is Quantities.Brings or Quantities.NetValue)))
            : !understood.Any(a => a.QuestionId == topic.IdOf(question));
    }

    /// <summary>The rules' own addition to a single option; nobody has figures for it.</summary>
    public const string TrySmall = "try-it-small";
}
