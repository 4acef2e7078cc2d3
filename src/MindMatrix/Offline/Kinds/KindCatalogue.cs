namespace MindMatrix.Offline.Kinds;

/// <summary>The kinds of decision the offline adviser knows.</summary>
internal static class KindCatalogue
{
    public static readonly DecisionKind Hire = new("hire",
        new("hire, hires, hiring, engineer, developer, candidate, candidates, recruit, recruiter, freelancer, contractor, agency, employee, headcount, role, finalists, salary, technician, designer, nurse, assistant, manager, apprentice"),
        365, ["Gets the work done", "Total cost a year", "Time until productive", "How easily it can be ended"],
        [("cost", "a year"), ("weeks until productive", "weeks"), ("hours of work needed", "a week")],
        [
            "How long will the need last: a few months, or years?",
            "What exactly must be done in the first six months, and what is it worth if it is done?",
            "Does each stated cost cover everything: payroll taxes and benefits for an employee, the hours included for an agency?",
            "Who will lead the person or the agency, and how many hours a week do they have for it?",
            "How soon must the first result be there?",
        ],
        "A need of years speaks for a person of your own, a need of months for an agency or a freelancer.",
        ("Try it with a small paid project first", "A limited, paid piece of work with a fixed end decides before a longer commitment is made."),
        [
            ("Write down what must be done in the first six months", "One page: results, not activities; both an employee and an agency are measured against it."),
            ("Ask for complete offers on the same scope", "Everything included, hours, notice period, who owns the work."),
            ("Call two references for whoever leads", "Ask what went wrong, and whether they would choose them again."),
        ],
        "The person or firm turns out not to fit, and it shows late");

    public static readonly DecisionKind Dismiss = new("dismiss",
        new("fire, firing, dismiss, dismissal, let go, let him go, let her go, pip, performance plan, missed, warning, probation, underperforming, layoffs, lay off, redundancy, redundancies, covering for him, covering for her, covering for them, severance"),
        180, ["Fair and lawful", "The team can work again", "What it costs to end and to replace"],
        [("notice and severance", "once"), ("months until replaced", "months"), ("hours others cover", "a week")],
        [
            "Has the person been told plainly, in writing, what must change and by when?",
            "Is it a matter of skill, of will, or of the work as it is set up?",
            "What does the law or the contract ask for before an end: warnings, notice, a hearing?",
            "Who does the work on the day after, and for how long?",
        ],
        "If it was never said plainly, say it first and set a day; if it was and nothing changed, more time seldom helps.",
        ("Set a last clear term first", "In writing: what must be different, by which day, with what help."),
        [
            ("Have the steps checked by someone who knows the labour law here", "Before anything is said that cannot be unsaid."),
            ("Write down the facts", "Dates and what happened, no judgements of character."),
            ("Plan the day after", "Who takes over, what the team is told and by whom."),
        ],
        "It drags on and the team pays for it, or it is done in haste and fought over");

    public static readonly DecisionKind Lease = new("lease",
        new("lease, landlord, rent, unit, premises, office, move, moving, relocate, house, flat, apartment, bungalow, extension, tenant, tenants, letting, boiler, heat pump, roof, warehouse, neighbourhood, shop, stall"),
        730, ["Total cost over the term", "Fits the need in two years", "Way out"],
        [("rent or cost", "a month"), ("term", "years"), ("one-off cost", "once")],
        [
            "What is the total cost over the whole term, with fit-out, service charges and the move?",
            "When and at what cost can you get out?",
            "What do you need in two years, more space or less?",
            "What happens if you stay where you are for one more year?",
        ],
        "If the whole term costs more than you would pay for a short one plus a second move, the short one is ahead.",
        ("Take a short term first", "A few months, a sublet or a break clause shows whether the place works before the long commitment."),
        [
            ("Get the full yearly cost in writing", "Rent, charges, repairs, indexation, and what must be restored at the end."),
            ("Ask for a break clause and its price", "The answer shows what the way out costs."),
            ("Visit at the worst hour", "Traffic, noise, light, and the people next door."),
        ],
        "The need changes while the commitment runs on", OptionShape.Bind);

    public static readonly DecisionKind Invest = new("invest",
        new("invest, investing, stake, shares, stock, fund, index, round, pro rata, valuation, cap, runway, pension, portfolio, crypto, loan, lend, bridge, mortgage, overpay, bonus, dividends, bond, options, exercise, return, interest, savings, safe, franchise, bid, acquire, acquisition"),
        1095, ["Worst case is bearable", "Expected return for its risk", "How soon the money is free again"],
        [("amount", "once"), ("expected return", "% a year"), ("loss in the worst case", "once")],
        [
            "What share of what you own is this, and could you lose all of it without changing your life?",
            "What must be true for it to pay back, and how often has that happened in like cases?",
            "When can you get the money out, and at what price?",
            "What would the same money do in the plainest alternative?",
        ],
        "What you could not bear to lose should not go in, whatever the return; a small share may.",
        ("Put in a small part first", "A part that can be lost without harm, with the rest kept until the main doubt is settled."),
        [
            ("Write down the worst case in money", "What is lost, who else has a claim before you, and what you would live on."),
            ("Ask for the figures behind the offer", "Accounts, terms and who else takes part."),
            ("Compare with the plainest alternative", "The same amount and time in what you would otherwise do."),
        ],
        "The money is gone or locked up for longer than planned", OptionShape.Bind);

    public static readonly DecisionKind Price = new("price",
        new("price, prices, pricing, discount, raise prices, plan, tier, annual, monthly, list price, free plan, dues, ticket, margin, charge, retainer, retainers, fee, per project, churn"),
        180, ["Money kept per customer", "Customers lost", "Easy to take back"],
        [("price", "each"), ("customers lost", "%"), ("margin", "%")],
        [
            "How many of those who pay now would leave, and how do you know?",
            "What does one customer bring after costs, today and at the new price?",
            "Who do people compare you with, and at what price?",
            "Can new customers get the new price while the old ones keep theirs?",
        ],
        "If few would leave, the change pays; if you cannot say how many, try it on new customers first.",
        ("Try the new price on new customers only", "Those who already pay keep their terms; after some weeks the share that buys is known."),
        [
            ("Ask ten paying customers what they compare you with", "Do not ask what they would pay; ask what they pay now and to whom."),
            ("Work out how many may leave before it costs more than it brings", "Needs the margin per customer before and after."),
            ("Write the message to present customers", "What changes, for whom, from when, and why."),
        ],
        "More customers leave than the new price pays for");

    public static readonly DecisionKind Build = new("build",
        new("build, build it, in house, rewrite, migrate, migration, vendor, off the shelf, self host, self hosted, cloud, open source, api, platform, mould, code, billing service, colo, server, make or buy"),
        365, ["Time until it works", "Cost over three years", "Who keeps it running", "Way out"],
        [("cost", "a year"), ("time to build", "months"), ("people who can maintain it", "people")],
        [
            "Who keeps it running when the person who builds it is away?",
            "What does each way cost over three years, with maintenance and migration?",
            "Is this what your customers choose you for, or is it plumbing?",
            "What would it take to leave the supplier or to throw the own version away?",
        ],
        "If nobody else can keep it running, an own version is the weaker way however good it is.",
        ("Run the riskiest piece as a trial", "One real case end to end, with a fixed number of days, before anything is replaced."),
        [
            ("List the three cases that must work on day one", "They are the test for every way."),
            ("Get a price for three years", "Licence, work, hosting, migration, and leaving."),
            ("Name who maintains it", "A person with time for it, and one who stands in."),
        ],
        "It takes much longer than planned while the old way must be kept alive", OptionShape.Build);

    public static readonly DecisionKind Launch = new("launch",
        new("launch, launching, release, go live, beta, expo, waitlist, new product, ship, open a second, expand, expansion, market, online shop, podcast, ads, campaign, feature, brand, rebrand, name, open sundays, weddings"),
        180, ["Learns what customers do", "Cost of a bad start", "Timing"],
        [("customers in the first three months", "customers"), ("cost", "once"), ("delay", "weeks")],
        [
            "Who has already paid or signed for it, rather than said they like it?",
            "What is the worst that a bad start would do, and to whom?",
            "What is lost by waiting one more month?",
            "What result by which day would tell you to stop?",
        ],
        "Payments or signatures speak for going ahead; kind words alone speak for a smaller start.",
        ("Launch to a few first", "Ten to twenty people or one place, with a day on which the result is read."),
        [
            ("Write down the result that would make you stop", "A number and a day, before it starts."),
            ("Find five people who commit before it exists", "A payment, a signature or a date, not a compliment."),
            ("List what must not go wrong on day one", "And who is there to see it."),
        ],
        "Too few people want it, and it shows only after the money is spent");

    public static readonly DecisionKind Partner = new("partner",
        new("partner, partnership, contract, exclusivity, exclusive, distributor, reseller, supplier, merger, merge, joint venture, clause, terms, sign, negotiation, deal, licence, patent, name, settlement, lawyer, offer, sponsor, naming, gift, donor, label, cofounder, equity"),
        730, ["What each side must do", "Dependence", "Way out", "Law and reputation"],
        [("term", "years"), ("minimum the other side commits to", "a year"), ("cost of leaving", "once")],
        [
            "What must the other side do, and what happens if they do not?",
            "How and when can you leave, and what does it cost?",
            "How much of your income or work would depend on them?",
            "What would you do if they walked away tomorrow?",
        ],
        "If the other side need not do anything, a long or exclusive tie binds only you.",
        ("Agree a short, limited version first", "One region, one product or one year, with the longer deal tied to results."),
        [
            ("Have the exit and penalty clauses read by a lawyer", "Before any reply that binds you."),
            ("Ask for a shorter term with a right to renew", "Their answer shows how much they want it."),
            ("Write down what you do if they say no", "So that the talk is not held from fear."),
        ],
        "You are bound while the other side does too little", OptionShape.Bind);

    public static readonly DecisionKind Buy = new("buy",
        new("buy, buying, purchase, subscribe, subscription, software, tool, machine, equipment, car, van, seat, seats, licences, instrument, spindle, boat, replace, upgrade, insurance, collision, deductible, cello"),
        365, ["Total cost", "Use that it really gets", "Way out"],
        [("cost", "a year"), ("use", "hours a week"), ("resale value", "once")],
        [
            "How often would it be used, by whom, and what is done today instead?",
            "What does it cost over its life, with running costs, training and leaving?",
            "What would you not buy because of it?",
            "Can it be rented, borrowed or tried first?",
        ],
        "Frequent use by a named person speaks for it; «it would be useful» speaks for renting or trying first.",
        ("Rent or try it first", "A month of real use before the money is spent."),
        [
            ("Ask for a trial on your own case", "With a day on which it ends by itself."),
            ("Get a second price on the same terms", "Including what leaving costs."),
            ("Note the real use for two weeks", "What would have been done with it, how often."),
        ],
        "It is used less than planned while the cost runs on", OptionShape.Buy);

    public static readonly DecisionKind Career = new("career",
        new("job, career, resign, quit, promotion, internship, degree, phd, mba, emba, bootcamp, course, study, school, university, thesis, master, offer, title, recruiter, salary, vesting, commute, retire, retirement, sabbatical, months off"),
        730, ["What you learn", "Income", "Health and family", "Way back"],
        [("income", "a year"), ("hours", "a week"), ("months of living costs saved", "months")],
        [
            "What do you want to be able to do in two years that you cannot do now?",
            "For how many months could you live on your savings if it goes wrong?",
            "Can you go back, and for how long is that door open?",
            "What do the people who share your life say to it?",
        ],
        "If you can name what you want to learn and only one way teaches it, that way is ahead; if not, the way back counts more.",
        ("Try the other life for a week", "Shadow someone, take a leave or a side project before the choice is final."),
        [
            ("Talk to two people who did it two years ago", "One who would do it again and one who would not."),
            ("Work out how many months your savings last", "With the real monthly costs of your household."),
            ("Ask for more time or better terms", "Most deadlines on offers move when asked."),
        ],
        "The new work is not what it looked like, and the old place is taken");

    public static readonly DecisionKind Policy = new("policy",
        new("policy, rule, rules, employees, patients, residents, pupils, volunteers, allowed, ban, mandatory, compliance, regulator, regulation, recall, committee, trustees, board, governors, members, uniform, phones, four day week, rota, staff, consultation, complaint, complaints, minutes, safeguarding, privacy"),
        180, ["Fair to those it touches", "Can be enforced", "Law and duty", "Can be taken back"],
        [("people it touches", "people"), ("cases a month", "cases"), ("effort to enforce", "hours a week")],
        [
            "Which law, contract or duty decides this, and who can confirm it?",
            "Who is touched most, and have they been asked?",
            "Who enforces it, and what happens at the first breach?",
            "How will you know after three months whether it works?",
        ],
        "If a law, contract or duty decides, the choice is only about how; if none does, a trial with an end date is safer.",
        ("Run it as a trial with an end date", "One group, a fixed time, and a day on which it is kept or dropped."),
        [
            ("Ask whoever answers for the law or duty", "One question in writing, with a day for the answer."),
            ("Hear the three people it touches most", "Before the rule is written, not after."),
            ("Write the rule in five sentences", "Who, what, from when, exceptions, what follows a breach."),
        ],
        "The rule is not kept, or it hits people nobody thought of");

    public static readonly DecisionKind Personal = new("personal",
        new("""
            family, wife, husband, brother, sister, mum, mother, dad, father, kids, kids', children, son, daughter, parents, baby, wedding, friend, friends, dinner, bedtime, screen time, homework, teenager, school, doctor, therapy, move in, divorce, dog,
            holiday, trip, care home, nursing home, carer, oma, opa, gran, granny, grandma, grandmother, grandfather, partner's
            """),
        365, ["What matters to you in five years", "The people it touches", "Way back"],
        [("money", "once"), ("time", "hours a week")],
        [
            "What would you regret more in five years: having done it, or not?",
            "Who else is touched, and what do they want?",
            "What is the cheapest way to find out more before you choose?",
            "What would you tell a friend in your place?",
        ],
        "If you would regret only the one, that answers it; if both or neither, take the way that can be undone.",
        ("Try a small part of it first", "The smallest step that shows something and can be taken back."),
        [
            ("Say it aloud to the person it touches most", "And listen before you explain."),
            ("Write down what would make you change your mind", "One sentence for each way."),
            ("Set the day on which you choose", "With what you know by then."),
        ],
        "It costs more strength, time or peace than it gives");

    public static readonly DecisionKind Borrow = new("borrow",
        new("mortgage, fix, fixed, variable, refinance, remortgage, overpay, repay, pay off, loan, lend, interest, credit, credit union, bank will lend, instalments, installments, overdraft, rate, tracker, early repayment"),
        1095, ["Total interest and fees", "The monthly sum is bearable in a bad year", "Free to repay or leave early"],
        [("interest rate", "% a year"), ("amount still owed", "once"), ("fee for leaving early", "once")],
        [
            "How long will you keep this loan, and what does it cost to leave it before then?",
            "Could you still pay if the rate rose by two points, or an income fell away?",
            "What are all the fees, on the day you sign and on the day you leave?",
            "What else would the money do that is not tied up, and how soon might you need it?",
        ],
        "If you may leave early, the fee for leaving counts for more than the rate; if you could not bear a rise, certainty is worth its price.",
        ("Split it or take a short term first", "Part fixed and part free, or a short term, keeps a way open while rates and plans become clearer."),
        [
            ("Get each offer as one sum over the time you will keep it", "Interest, fees, and the cost of leaving early."),
            ("Work out the bad year", "The monthly sum with a higher rate or one income less."),
            ("Ask for a second offer", "Same amount, same term, from someone who earns nothing by it."),
        ],
        "Plans change before the term is over and leaving costs more than was saved", OptionShape.Bind);

    public static readonly DecisionKind Health = new("health",
        new("surgery, operation, treatment, statin, medication, tablets, implant, implants, dentist, dental, physio, knee, hip, injection, vaccine, jab, therapy, therapist, scan, biopsy, side effects, diagnosis, symptoms, specialist, consultant, ivf, cycle"),
        365, ["What it does for daily life", "Risk and side effects", "What can still be done later"],
        [("chance that it helps", "%"), ("chance of harm", "%"), ("cost", "once")],
        [
            "Of a hundred people like you, how many are better off with it, how many without, and how many are harmed?",
            "What happens if you wait three months, and what would then no longer be possible?",
            "What do you want to be able to do again, and which way leads there?",
            "Who looks after you if something goes wrong, and where?",
        ],
        "If waiting closes no door, the milder way first is usually safe to try; if it does, ask for the figures before the day.",
        ("Try the mildest way for a set time", "With a date on which it is checked whether it has helped."),
        [
            ("Ask the doctor for the figures in people out of a hundred", "With and without, good and bad, for somebody like you."),
            ("Hear a second one who does not do the operation", "Or does not sell the treatment."),
            ("Write down what would make you choose the other way", "A sign and a date."),
        ],
        "It helps less than hoped, and the milder way is then harder to go back to");

    /// <summary>From the narrow to the wide, so that a tie goes to the narrow one.</summary>
    public static readonly DecisionKind[] All = [Dismiss, Hire, Lease, Price, Launch, Build, Borrow, Health, Career, Invest, Policy, Partner, Buy, Personal];
}
