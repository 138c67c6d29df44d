"""Edits of plan texts as regions make them, and where a reader would say that the passage now stands.

The texts are those of the demo's plans. An edit replaces words of a part, any number of times;
`SEPTEMBER` is what the region itself made of its plan in September. `now` is None where the passage
is gone: whoever then shows it somewhere is wrong.
"""

from dataclasses import dataclass

SEPTEMBER = "september"
Swap = tuple[str, str, str]  # part, old words, new words; "" as old words appends a paragraph


@dataclass(frozen=True)
class Edit:
    """A passage, what was done to the plan, and where the passage should be found."""

    name: str
    plan: str
    part: str
    quote: str
    swaps: tuple[Swap, ...] | str
    now: tuple[str, str] | None  # part, the very words; None when it is gone


def _edit(name, plan, part, quote, *swaps, now=None):
    if now is not None and not isinstance(now, tuple):
        now = (part, now)
    return Edit(name, plan, part, quote, swaps, now)


def _september(name, plan, part, quote, now=None):
    now = (part, now) if isinstance(now, str) else now
    return Edit(name, plan, part, quote, SEPTEMBER, now)


CAMPUS = "De meeste mkb'ers werken daarbuiten en komen er niet."
LOCKETS = "Er zijn in onze regio meer dan tachtig regelingen en loketten."
LOST = "Ondernemers raken de weg kwijt en haken af."
PILOT = "De proef loopt in 2017 en 2018."
MONEY = "Er is geld genoeg, maar er zijn te weinig goede plannen."
BANKS = "Banken, LIOF en de provincie willen meedenken."
HUNDRED = "In 2017 honderd ondernemers begeleiden tot een plan dat klaar is voor financiering."
FAMILY = "Een familiebedrijf in metaal (voorbeeld) zocht een jaar naar iemand die kon helpen met sensoren."
UNITED = "Met MKB United brengen we bedrijven bij elkaar en delen we wat samenwerken oplevert, ook als het mislukt."
WANT = "We richten ons op bedrijven die willen en kunnen."

EDITS = [
    # Nothing happened to the passage itself.
    _edit("nothing changed", "led", "core", CAMPUS, now=CAMPUS),
    _edit(
        "a paragraph came before",
        "led",
        "obstacles",
        LOCKETS,
        (
            "obstacles",
            "Er zijn in onze",
            "Dit zegt het onderzoek van vorig jaar.\n\nEr zijn in onze",
        ),
        now=LOCKETS,
    ),
    _edit(
        "a sentence came before in the paragraph",
        "led",
        "obstacles",
        LOST,
        (
            "obstacles",
            "Ondernemers raken",
            "Dat is te veel voor wie een bedrijf leidt. Ondernemers raken",
        ),
        now=LOST,
    ),
    _edit(
        "a sentence came after",
        "led",
        "approach",
        PILOT,
        ("approach", "2017 en 2018.", "2017 en 2018. Daarna kiezen we of we doorgaan."),
        now=PILOT,
    ),
    _edit(
        "the sentence before it went",
        "led",
        "core",
        CAMPUS,
        ("core", "Vernieuwing gebeurt in Zuid-Limburg vooral op de **drie kenniscampussen**. ", ""),
        now=CAMPUS,
    ),
    _edit(
        "the sentence after it went",
        "led",
        "obstacles",
        LOCKETS,
        ("obstacles", " Ondernemers raken de weg kwijt en haken af.", ""),
        now=LOCKETS,
    ),
    _edit(
        "another part was rewritten",
        "led",
        "core",
        CAMPUS,
        (
            "obstacles",
            "Bij bijeenkomsten gaat het over de omzet van morgen.",
            "Wie langskomt praat over vandaag.",
        ),
        now=CAMPUS,
    ),
    _edit(
        "words around it got emphasis",
        "led",
        "leads",
        BANKS,
        ("leads", "Banken, LIOF", "**Banken**, *LIOF*"),
        now=BANKS,
    ),
    _edit(
        "the paragraph was cut in two before it",
        "led",
        "core",
        CAMPUS,
        ("core", "kenniscampussen**. De meeste", "kenniscampussen**.\n\nDe meeste"),
        now=CAMPUS,
    ),
    _edit(
        "two paragraphs became one",
        "led",
        "core",
        "Wij willen dat ook gevestigde bedrijven vernieuwen, en dat ze daarvoor de weg weten naar kennis en steun.",
        ("core", "niet.\n\nWij willen", "niet. Wij willen"),
        now="Wij willen dat ook gevestigde bedrijven vernieuwen, en dat ze daarvoor de weg weten naar kennis en steun.",
    ),
    _edit(
        "some words of an unchanged sentence",
        "led",
        "core",
        "drie kenniscampussen",
        ("core", "Wij willen dat", "Wij vinden dat"),
        now="drie kenniscampussen",
    ),
    _edit(
        "one item of an unchanged list",
        "led",
        "approach",
        "financiën",
        ("approach", "De proef loopt in 2017 en 2018.", "De proef loopt."),
        now="financiën",
    ),
    # Words of the passage changed.
    _edit(
        "a number changed",
        "led",
        "plans",
        HUNDRED,
        ("plans", "honderd", "honderdvijftig"),
        now=HUNDRED.replace("honderd", "honderdvijftig"),
    ),
    _edit(
        "a year changed",
        "led",
        "approach",
        PILOT,
        ("approach", "2017 en 2018", "2018 en 2019"),
        now="De proef loopt in 2018 en 2019.",
    ),
    _edit(
        "a word came in",
        "led",
        "obstacles",
        LOST,
        ("obstacles", "Ondernemers raken", "Veel ondernemers raken"),
        now="Veel ondernemers raken de weg kwijt en haken af.",
    ),
    _edit(
        "words came at its end",
        "led",
        "leads",
        MONEY,
        ("leads", "goede plannen.", "goede plannen die een bank durft te betalen."),
        now="Er is geld genoeg, maar er zijn te weinig goede plannen die een bank durft te betalen.",
    ),
    _edit(
        "words left its end",
        "led",
        "leads",
        MONEY,
        ("leads", ", maar er zijn te weinig goede plannen", ""),
        now=None,
    ),
    _edit(
        "half of it stays, with new words",
        "led",
        "obstacles",
        LOST,
        (
            "obstacles",
            "raken de weg kwijt en haken af",
            "raken de weg kwijt en vragen niets meer aan",
        ),
        now="Ondernemers raken de weg kwijt en vragen niets meer aan.",
    ),
    _edit(
        "a comma became a full stop",
        "led",
        "leads",
        MONEY,
        ("leads", "genoeg, maar er", "genoeg. Maar er"),
        now="Er is geld genoeg. Maar er zijn te weinig goede plannen.",
    ),
    _edit(
        "a spelling was mended",
        "led",
        "case",
        FAMILY,
        ("case", "sensoren", "sensortechniek"),
        now=FAMILY.replace("sensoren", "sensortechniek"),
    ),
    _edit(
        "a word order turned",
        "led",
        "target_group",
        "Bestaand mkb dat wil en kan vernieuwen: de vroege meerderheid.",
        ("target_group", "wil en kan", "kan en wil"),
        now="Bestaand mkb dat kan en wil vernieuwen: de vroege meerderheid.",
    ),
    _edit(
        "it was said more carefully",
        "midpoint",
        "obstacles",
        "Ondernemers kiezen voor wat deze maand geld oplevert.",
        ("obstacles", "kiezen voor", "kiezen meestal voor"),
        now="Ondernemers kiezen meestal voor wat deze maand geld oplevert.",
    ),
    _edit(
        "a name changed",
        "midpoint",
        "approach",
        "In 2017 begint Station 88: een huis voor ondernemerschap.",
        ("approach", "Station 88", "Spoorzone 88"),
        now="In 2017 begint Spoorzone 88: een huis voor ondernemerschap.",
    ),
    _edit(
        "an abbreviation was written out",
        "crossover",
        "plans",
        "Dit jaar een gezamenlijke ambitie op één bladzijde.",
        ("plans", "op één bladzijde", "op één A4"),
        now="Dit jaar een gezamenlijke ambitie op één A4.",
    ),
    _edit(
        "a link came in",
        "led",
        "leads",
        BANKS,
        ("leads", "LIOF", "[LIOF](https://www.liof.nl)"),
        now=BANKS,
    ),
    _edit(
        "a clause came in the middle",
        "crossover",
        "leads",
        "Beide sectoren voelen hetzelfde tekort aan mensen.",
        ("leads", "sectoren voelen", "sectoren, ook de kleine bedrijven, voelen"),
        now="Beide sectoren, ook de kleine bedrijven, voelen hetzelfde tekort aan mensen.",
    ),
    _edit(
        "capitals and marks",
        "midpoint",
        "core",
        "Samen vernieuwen nog niet.",
        ("core", "**Samen vernieuwen nog niet.**", "**Samen vernieuwen: nog niet!**"),
        now="Samen vernieuwen: nog niet!",
    ),
    # A few words within a sentence.
    _edit(
        "words within a sentence that got longer",
        "led",
        "obstacles",
        "meer dan tachtig regelingen",
        ("obstacles", "Er zijn in onze regio", "Volgens de laatste telling zijn er in onze regio"),
        now="meer dan tachtig regelingen",
    ),
    _edit(
        "an amount within its sentence",
        "led",
        "facts",
        "5,8 miljard extra bijdrage",
        ("facts", "5,8 miljard", "6,1 miljard"),
        now="6,1 miljard extra bijdrage",
    ),
    _edit(
        "a role in a table",
        "led",
        "parties",
        "toegang tot ondernemers",
        ("parties", "geld en richting", "geld, richting en ruimte"),
        now="toegang tot ondernemers",
    ),
    _edit(
        "a cell that changed itself",
        "led",
        "parties",
        "kennis en studenten",
        ("parties", "kennis en studenten", "kennis, stages en studenten"),
        now="kennis, stages en studenten",
    ),
    _edit(
        "an item of a list that got words",
        "led",
        "approach",
        "coaching",
        ("approach", "- coaching", "- coaching door oud-ondernemers"),
        now="coaching",
    ),
    _edit(
        "the words went, their sentence stays",
        "led",
        "approach",
        "van eerste idee tot bloeiend bedrijf",
        ("approach", ", van eerste idee tot bloeiend bedrijf", ""),
        now=None,
    ),
    _edit(
        "one of two equal words in a sentence",
        "led",
        "core",
        "de weg",
        ("core", "Wij willen dat ook", "Wij hopen dat ook"),
        now="de weg",
    ),
    _edit(
        "a name in a list of names",
        "midpoint",
        "parties",
        "Tilburg University",
        ("parties", "Avans, Fontys en", "Avans, Fontys, de HAS en"),
        now="Tilburg University",
    ),
    _edit(
        "a name that left the list",
        "midpoint",
        "parties",
        "Fontys",
        ("parties", "Avans, Fontys en", "Avans en"),
        now=None,
    ),
    _edit(
        "a name that another replaced",
        "midpoint",
        "parties",
        "Avans",
        ("parties", "Avans, Fontys", "de HAS, Fontys"),
        now=None,
    ),
    # It moved.
    _edit(
        "a sentence went to another part",
        "led",
        "obstacles",
        LOST,
        ("obstacles", " Ondernemers raken de weg kwijt en haken af.", ""),
        ("core", "", LOST),
        now=("core", LOST),
    ),
    _edit(
        "a paragraph went to the end",
        "led",
        "obstacles",
        LOCKETS,
        (
            "obstacles",
            "Er zijn in onze regio meer dan tachtig regelingen en loketten. Ondernemers raken de weg kwijt en haken af.\n\n",
            "",
        ),
        ("obstacles", "", f"{LOCKETS} {LOST}"),
        now=LOCKETS,
    ),
    _edit(
        "two sentences changed places",
        "led",
        "leads",
        MONEY,
        ("leads", f"{MONEY} {BANKS}", f"{BANKS} {MONEY}"),
        now=MONEY,
    ),
    _edit(
        "it moved and got a word",
        "led",
        "leads",
        "De campussen zoeken bedrijven om mee te werken.",
        ("leads", " De campussen zoeken bedrijven om mee te werken.", ""),
        ("core", "", "De drie campussen zoeken bedrijven om mee te werken."),
        now=("core", "De drie campussen zoeken bedrijven om mee te werken."),
    ),
    _edit(
        "it moved and lost a word",
        "led",
        "case",
        FAMILY,
        ("case", f"{FAMILY} Het vond", "Het vond"),
        ("core", "", FAMILY.replace(" (voorbeeld)", "")),
        now=("core", FAMILY.replace(" (voorbeeld)", "")),
    ),
    _edit(
        "words within a sentence that moved",
        "led",
        "plans",
        "honderd ondernemers",
        ("plans", HUNDRED, "Dit staat nu bij de aanpak."),
        ("approach", "", HUNDRED),
        now=("approach", "honderd ondernemers"),
    ),
    _edit(
        "it became an item of a list",
        "crossover",
        "obstacles",
        "Goed personeel is schaars.",
        (
            "obstacles",
            "Goed personeel is schaars.",
            "\n\n- Goed personeel is schaars.\n- Vrachtwagens staan stil.",
        ),
        now="Goed personeel is schaars.",
    ),
    _edit(
        "a paragraph changed parts whole",
        "midpoint",
        "leads",
        "Kennisinstellingen werken graag mee aan proeven in de praktijk.",
        ("leads", " Kennisinstellingen werken graag mee aan proeven in de praktijk.", ""),
        ("parties", "", "Kennisinstellingen werken graag mee aan proeven in de praktijk."),
        now=("parties", "Kennisinstellingen werken graag mee aan proeven in de praktijk."),
    ),
    # It is gone.
    _edit(
        "the sentence was deleted",
        "led",
        "obstacles",
        LOST,
        ("obstacles", " Ondernemers raken de weg kwijt en haken af.", ""),
        now=None,
    ),
    _edit("the paragraph was deleted", "led", "approach", PILOT, ("approach", PILOT, ""), now=None),
    _edit(
        "it was rewritten in wholly other words",
        "led",
        "obstacles",
        LOST,
        ("obstacles", LOST, "Wie steun zoekt, geeft het na drie telefoontjes op."),
        now=None,
    ),
    _edit(
        "a table lost the row",
        "led",
        "parties",
        "toegang tot ondernemers",
        ("parties", "| LWV en banken | toegang tot ondernemers |\n", ""),
        now=None,
    ),
    _edit(
        "an item of a list was deleted",
        "led",
        "approach",
        "faciliteiten",
        ("approach", "- faciliteiten\n", ""),
        now=None,
    ),
    _edit(
        "only small words stay",
        "led",
        "leads",
        BANKS,
        ("leads", BANKS, "De gemeenten en de scholen doen al mee."),
        now=None,
    ),
    _edit(
        "it was summed up with its neighbours",
        "led",
        "obstacles",
        LOCKETS,
        ("obstacles", f"{LOCKETS} {LOST}", "Het aanbod is onoverzichtelijk."),
        now=None,
    ),
    _edit(
        "half of it is left in another sentence",
        "midpoint",
        "approach",
        UNITED,
        ("approach", UNITED, "We delen wat mislukt."),
        now=None,
    ),
    # A lookalike stays behind.
    _edit(
        "a twin with another year stays",
        "led",
        "plans",
        HUNDRED,
        ("plans", HUNDRED, "Dat komt later."),
        now=None,
    ),
    _edit(
        "the same question about another subject",
        "led",
        "core",
        "Wij willen dat ook gevestigde bedrijven vernieuwen, en dat ze daarvoor de weg weten naar kennis en steun.",
        (
            "core",
            "Wij willen dat ook gevestigde bedrijven vernieuwen, en dat ze daarvoor de weg weten naar kennis en steun.",
            "Daar gaat dit plan over.",
        ),
        now=None,
    ),
    # What the regions themselves made of it.
    _september("September: the campuses", "led", "core", CAMPUS, CAMPUS),
    _september(
        "September: the aim was chosen anew",
        "led",
        "core",
        "Wij willen dat ook gevestigde bedrijven vernieuwen, en dat ze daarvoor de weg weten naar kennis en steun.",
        None,
    ),
    _september("September: whom it is for", "led", "approach", WANT, WANT),
    _september(
        "September: the accelerator",
        "led",
        "approach",
        "Met de Limburg business accelerator helpen we in elke fase, van eerste idee tot bloeiend bedrijf.",
        None,
    ),
    _september("September: the five forms", "led", "approach", "Die hulp heeft vijf vormen:", None),
    _september("September: the pilot", "led", "approach", PILOT, None),
    _september("September: the schemes", "led", "obstacles", LOCKETS, LOCKETS),
    _september("September: who lose their way", "led", "obstacles", LOST, None),
    _september(
        "September: the meetings",
        "led",
        "obstacles",
        "Bij bijeenkomsten gaat het over de omzet van morgen.",
        "Bij bijeenkomsten gaat het over de omzet van morgen.",
    ),
    _september("September: later", "led", "obstacles", "Vernieuwing is voor later.", None),
    _september(
        "September: a role in the table", "led", "parties", "geld en richting", "geld en richting"
    ),
    _september("September: a part that nobody touched", "led", "leads", MONEY, MONEY),
    _september("September: MKB United", "midpoint", "approach", UNITED, None),
    _september(
        "September: Station 88",
        "midpoint",
        "approach",
        "In 2017 begint Station 88: een huis voor ondernemerschap.",
        None,
    ),
    _september(
        "September: what they hoped for",
        "led",
        "outcome",
        "Een scherpe keuze: voor wie doen we dit, en wie is eigenaar?",
        None,
    ),
]

# Texts with much that looks the same, as plans have: milestones, budgets, roles.
MILESTONES = """De gemeente Heerlen draagt in 2017 twee ton bij aan de proef. De gemeente Sittard draagt in 2017 één ton bij aan de proef. De gemeente Kerkrade draagt in 2018 twee ton bij aan de proef.

## Planning

In het eerste kwartaal spreken we met twintig ondernemers uit de maakindustrie.

In het tweede kwartaal spreken we met twintig ondernemers uit de zorg.

In het derde kwartaal kiezen we drie ondernemers voor een proef.

## Geld

De provincie betaalt de helft. De regio betaalt de andere helft.

## Planning

Na de zomer komt er een verslag."""
HEERLEN = "De gemeente Heerlen draagt in 2017 twee ton bij aan de proef."
SITTARD = "De gemeente Sittard draagt in 2017 één ton bij aan de proef."
KERKRADE = "De gemeente Kerkrade draagt in 2018 twee ton bij aan de proef."
FIRST = "In het eerste kwartaal spreken we met twintig ondernemers uit de maakindustrie."
SECOND = "In het tweede kwartaal spreken we met twintig ondernemers uit de zorg."
PROVINCE = "De provincie betaalt de helft."
REGION = "De regio betaalt de andere helft."


def _alike(name, quote, *swaps, now=None):
    return _edit(name, "milestones", "core", quote, *[("core", *swap) for swap in swaps], now=now)


EDITS += [
    _alike("a twin: the first of three is deleted", HEERLEN, (HEERLEN + " ", ""), now=None),
    _alike("a twin: the middle one is deleted", SITTARD, (SITTARD + " ", ""), now=None),
    _alike("a twin: the last one is deleted", KERKRADE, (" " + KERKRADE, ""), now=None),
    _alike(
        "a twin: the first stays when the middle goes", HEERLEN, (SITTARD + " ", ""), now=HEERLEN
    ),
    _alike(
        "a twin: the last stays when the first goes", KERKRADE, (HEERLEN + " ", ""), now=KERKRADE
    ),
    _alike(
        "a twin: an amount changes",
        SITTARD,
        ("één ton", "drie ton"),
        now=SITTARD.replace("één", "drie"),
    ),
    _alike(
        "twins change places",
        HEERLEN,
        (f"{HEERLEN} {SITTARD}", f"{SITTARD} {HEERLEN}"),
        now=HEERLEN,
    ),
    _alike(
        "a twin: only an amount was pointed at, and it went with its sentence",
        "één ton",
        (SITTARD + " ", ""),
        now=None,
    ),
    _alike(
        "a twin: the amount stays in its sentence",
        "één ton",
        ("in 2017 één ton", "in 2018 één ton"),
        now="één ton",
    ),
    _alike("a twin: the first quarter is deleted", FIRST, (FIRST + "\n\n", ""), now=None),
    _alike("a twin: the second quarter is deleted", SECOND, (SECOND + "\n\n", ""), now=None),
    _alike(
        "a twin: the first quarter changes",
        FIRST,
        ("maakindustrie", "logistiek"),
        now=FIRST.replace("maakindustrie", "logistiek"),
    ),
    _alike(
        "a twin: the quarters become one",
        SECOND,
        (f"{FIRST}\n\n{SECOND}", "In het voorjaar spreken we met veertig ondernemers."),
        now=None,
    ),
    _alike(
        "a twin: a new one comes before",
        FIRST,
        (
            FIRST,
            f"In het vierde kwartaal van dit jaar spreken we met twintig ondernemers uit de bouw.\n\n{FIRST}",
        ),
        now=FIRST,
    ),
    _alike(
        "a twin: a copy with other words comes after",
        SECOND,
        (
            SECOND,
            f"{SECOND}\n\nIn het tweede kwartaal spreken we ook met tien ondernemers uit de zorg.",
        ),
        now=SECOND,
    ),
    _alike("halves: the first is deleted", PROVINCE, (PROVINCE + " ", ""), now=None),
    _alike("halves: the second is deleted", REGION, (" " + REGION, ""), now=None),
    _alike(
        "halves: who pays changes",
        PROVINCE,
        ("De provincie betaalt", "Het Rijk betaalt"),
        now="Het Rijk betaalt de helft.",
    ),
    _alike(
        "a part of the plan is deleted with its money",
        PROVINCE,
        (f"## Geld\n\n{PROVINCE} {REGION}\n\n", ""),
        now=None,
    ),
    _alike(
        "a sentence is repeated word for word elsewhere",
        FIRST,
        ("Na de zomer komt", f"{FIRST}\n\nNa de zomer komt"),
        now=FIRST,
    ),
]
