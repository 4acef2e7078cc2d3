using MindMatrix.Language;

namespace MindMatrix.Offline;

/// <summary>Which part of life a text belongs to, by word lists; an area of the owner's own is found by its name.</summary>
internal static class AreaRules
{
    private static readonly (string Area, PhraseSet Words)[] Lexicon =
    [
        ("Health", new("doctor, gp, dentist, clinic, hospital, surgery, mri, scan, pills, prescription, pharmacy, dose, tablets, medication, insulin, blood, therapy, therapist, physio, diet, sleep, gym, run, running, marathon, injury, knee, back pain, vaccine, jab, jabs, tetanus, booster, allergy, symptoms, statin, cholesterol, diagnosis, treatment, ivf, cycle, ferritin, vitamin, optician, fasting, workout, steps, weight, anxiety, nurse, patient, patients, consult")),
        ("Travel", new("flight, flights, airport, hotel, trip, visa, passport, schengen, itinerary, hostel, boarding, luggage, hire car, train, trains, tram, metro, holiday, abroad, miles, airline, bus, tickets, beach, sightseeing, check in")),
        ("Home", new("boiler, radiator, radiators, plumber, house, flat, kitchen, garden, fence, roof, landlord, tenant, bins, bin, recycling, dishwasher, washing machine, garage, heating, heat pump, extension, mortgage, move house, moving, drywall, builder, electrician, meter, keys, furniture, lawn, household, neighbour, duplex, attic, carpet, paint, bedroom, parking")),
        ("Finance", new("pension, tax, invest, investment, savings, isa, shares, stock, portfolio, fund, index fund, loan, mortgage, overpay, interest, bank, standing order, account, transfer, invoice, expenses, insurance, premium, deductible, vat, receipt, refund, budget, salary sacrifice, dividend, bond, crypto, debt, credit, vested, strike, probate, inheritance, payment, cgt, fee, rent")),
        ("Relationships", new("wife, husband, partner, mum, mom, dad, brother, sister, gran, grandma, parents, friend, friends, birthday, wedding, baby, girlfriend, boyfriend, family, love, anniversary, gift, divorce, in laws, cousin, uncle, aunt, son, daughter, her parents, cake, date night")),
        ("Learning", new("course, school, teacher, class, exam, thesis, university, degree, phd, mba, emba, bootcamp, lecture, student, students, study, studying, homework, abstract, poster, syllabus, textbook, curriculum, internship, supervisor, book, reading, podcast, spaced repetition, flashcards, pupils, swimming, tutor, residential, term, year 7, lesson, git, language, spanish, french")),
        ("Community", new("volunteer, volunteers, charity, committee, agm, trustees, hall, club, society, members, donors, donation, food bank, neighbourhood, parish, church, vestry, pcc, hospice, fundraiser, auction, council, election, ballot, chapter, dues, pta, choir, match, team captain, meetup, minutes, noticeboard, allotment, speaker, association")),
        ("Hobbies", new("band, guitar, cello, record, vinyl, boat, sail, sailing, bike, cycling, saddle, cleat, sourdough, starter, garden plot, photography, camera, birding, chess, knitting, painting, game, games, hike, climbing, fishing, brewing, podcast, telescope, model railway, pottery, dance, recipe, cake tin")),
        ("Work", new("customer, customers, client, clients, team, sales, revenue, product, release, deploy, server, api, hire, candidate, candidates, meeting, standup, retro, board, ceo, office, contract, supplier, vendor, invoice, pricing, churn, mrr, launch, roadmap, sprint, crm, lease, staff, employee, job, boss, manager, salary, project, deal, nda, legal, procurement, shop, company, startup, founders, business, investor, engineer, agency, worker, onboarding, policy, runbook, job, brand, competitor, kpi, audit, warehouse, distributor, prod, cert, export, column, channels, budget, report")),
    ];

    /// <param name="areas">The names to choose from, as the owner keeps them.</param>
    public static string Choose(Words words, IReadOnlyList<string> areas)
    {
        var best = areas.FirstOrDefault(a => a == "Work") ?? (areas.Count > 0 ? areas[0] : "Work");
        var most = 0.0;
        foreach (var area in areas)
        {
            var lexicon = Array.Find(Lexicon, l => l.Area == area).Words;
            var count = lexicon is null ? 3.0 * new PhraseSet(area.ToLowerInvariant().Replace(',', ' ')).Distinct(words) : lexicon.Distinct(words);
            // Work is the widest list; it wins only when it is clearly ahead.
            if (area == "Work")
                count *= 0.9;
            if (count > most)
                (best, most) = (area, count);
        }
        return best;
    }
}
