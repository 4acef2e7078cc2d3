using MindMatrix.Language;
using MindMatrix.Offline.Kinds;

namespace MindMatrix.Offline.Assess;

/// <summary>The three lenses that ship, and a neutral one. Their scores are general rules, stated here so that they can be argued with.</summary>
internal static class Lenses
{
    /// <summary>Growth, speed and what remains as one's own: likes building up strength, dislikes standing still.</summary>
    public static readonly Lens Entrepreneur = new(
        new Dictionary<OptionShape, View>
        {
            [OptionShape.Employ] = new(62, "Knowledge stays in the house and grows with every month of work.", "Finding the right person and bringing them up to speed takes months before there is a result."),
            [OptionShape.Outsource] = new(56, "Starts soon and can grow or shrink with the work.", "What is learned leaves with the supplier; your own strength does not grow."),
            [OptionShape.Buy] = new(57, "Ready now, so your time goes into what customers notice.", "Everyone can buy the same; it gives no lead over others."),
            [OptionShape.Build] = new(60, "What you build is yours and can be shaped to what your customers need.", "It binds your best hours, and customers see nothing until it is done."),
            [OptionShape.Bind] = new(55, "A firm tie opens doors that stay shut to those who only try.", "It closes other chances for as long as it runs."),
            [OptionShape.Leave] = new(52, "Frees time, money and attention for what works better.", "You give up a position that would be slow to win back."),
            [OptionShape.Try] = new(61, "Shows within weeks what people really do, at little cost.", "A half-hearted trial may fail for lack of effort and then mislead."),
            [OptionShape.Keep] = new(40, "Leaves strength free for other chances.", "Standing still costs the growth that the other ways might bring."),
            [OptionShape.Act] = new(56, "Moves things on, and what is learned by doing is learned sooner.", "Takes attention from whatever else could be done in the same time."),
        },
        new PhraseSet("customer, customers, client, clients, grow, growth, market, launch, launched, sales, team, time, weeks, fast, slow, chance, opportunity, network, demand, sell out, competitor, brand, users, product, learn, people, energy, want, love, best, hate"),
        1.25, 0.9, 0, ["Signs that customers or users already want it, such as payments or signatures.", "A way that reaches the aim in half the time."]);

    /// <summary>Figures, worst case and comparison on the same footing: dislikes what cannot be counted.</summary>
    public static readonly Lens Quant = new(
        new Dictionary<OptionShape, View>
        {
            [OptionShape.Employ] = new(48, "The cost is known in advance and the same each month.", "The cost runs on when there is less work, and more than the salary falls due."),
            [OptionShape.Outsource] = new(54, "The cost follows the work and can be ended.", "An hour costs more than an employee's, so it pays only while the need is short or uneven."),
            [OptionShape.Buy] = new(52, "The price is known before you commit.", "The price is only part of it: running, training and leaving cost as well."),
            [OptionShape.Build] = new(44, "No licence to pay for as long as it runs.", "Own building usually takes longer than estimated, and upkeep never ends."),
            [OptionShape.Bind] = new(45, "Fixed terms make the cost or return easier to plan.", "The loss is largest where you are bound when things change."),
            [OptionShape.Leave] = new(50, "Ends further cost and fixes what is won or lost today.", "What is given up cannot be counted on any more, and its value is easily rated too low."),
            [OptionShape.Try] = new(62, "The loss is limited, and what is learned is worth money before the larger step.", "The result of a small trial is uncertain, and the time for it counts as well."),
            [OptionShape.Keep] = new(50, "No new outlay and the figures are known.", "Its cost is hidden: what today's situation costs is seldom counted."),
            [OptionShape.Act] = new(50, "Can be compared once its cost and return are known.", "No general rule gives its return; without figures it is a guess."),
        },
        new PhraseSet("cost, costs, price, pay, pays, paid, money, cash, cheap, cheaper, expensive, dear, dearer, fee, rent, salary, revenue, margin, profit, loss, budget, save, percent, return, rate, tax, grant, discount, free, growing, utilisation, forecast, runway, worth"),
        1.4, 0.9, 0.02, ["The missing figures: cost, return and how likely each is.", "A stated worst case that you could not bear."]);

    /// <summary>Way back, law, dependence and people: likes what can be undone.</summary>
    public static readonly Lens Auditor = new(
        new Dictionary<OptionShape, View>
        {
            [OptionShape.Employ] = new(47, "Clear duties on both sides, and confidential matters stay inside.", "Ending an employment takes notice and a reason, and it touches a person's living."),
            [OptionShape.Outsource] = new(55, "A contract can limit scope, liability and term.", "You depend on a firm you do not direct; access and ownership of the work must be agreed."),
            [OptionShape.Buy] = new(54, "A supplier stands behind what it sells.", "Prices and terms can change once leaving has become hard."),
            [OptionShape.Build] = new(46, "You depend on no supplier.", "You depend on the few who understand it."),
            [OptionShape.Bind] = new(37, "What is agreed in writing can be enforced.", "Leaving early is costly or shut out, and the other side knows it."),
            [OptionShape.Leave] = new(38, "Ends a duty or a risk for good.", "It can hardly be taken back, and people who relied on it are hurt."),
            [OptionShape.Try] = new(67, "Can be stopped on a set day with little harm.", "A trial without an end date becomes a habit nobody decided."),
            [OptionShape.Keep] = new(58, "Nothing is bound and every way stays open.", "A risk that exists today goes on, and waiting can itself close a door."),
            [OptionShape.Act] = new(48, "It settles the matter; what is put off stays open and is settled by others.", "Whether it can be undone is not said."),
        },
        new PhraseSet("risk, legal, lawyer, contract, sign, clause, notice, liability, audit, law, rule, policy, safe, safety, consent, insurance, tax, penalty, board, regulator, promise, trust, reputation, complaint, health, heart, kids, wife, husband, parents, ethics, deadline, guarantee, leave, left, divorce"),
        1.6, 0.95, 0.05, ["A written way out with a date and a price.", "Word from whoever answers for the law, the contract or the people it touches."]);

    /// <summary>For mandates of the user's own: the middle of the three, and no field of words.</summary>
    public static readonly Lens Neutral = new(
        Entrepreneur.Views.ToDictionary(v => v.Key, v => new View(
            Math.Round((v.Value.Score + Quant.Views[v.Key].Score + Auditor.Views[v.Key].Score) / 3), Quant.Views[v.Key].For, Auditor.Views[v.Key].Against)),
        new PhraseSet("good, bad, better, worse"), 1.4, 0.9, 0.02, ["Any of the missing answers."]);
}
