"""Mail as mail programs send it, in files: what of it is the writer's own, and what is not posted."""

import signal
import time

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from core.text import clean_source
from notifications.inbound.reading.flowed import unflowed
from notifications.inbound.reading.html import to_markdown
from notifications.inbound.reading.letter import is_our_line, read
from notifications.inbound.reading.quoting import own_words
from notifications.inbound.reading.sayings import bare, is_attribution, is_separator, label_of
from notifications.inbound.reading.signature import without_signature
from tests.notifications.answering import DOMAIN, MAILS, OUR_LINE, plain

SAID = {
    "apple_mail_nl": "De cafés aan het plein. En de pop-up’s.",
    "broken_charset": "Twee cafés “aan het plein”, € 500.",
    "disclaimer_nl": "Wij doen mee.\n\nHartelijke groet,\nRob",
    "empty_reply": "",
    "forwarded_with_words": "Dit schreef een bakker mij, ik geef het door.",
    "forwarded_without_words": "",
    "gmail_app_nl": "Ja, dat klopt. Ik bel je morgen.",
    "gmail_indent_nl": "Wij kiezen:\n\neerst de bakkers",
    "gmail_inline_nl": (
        "Zie hieronder.\n\n> Wie bereik je nu nog niet?\n\nDe bakkers.\n\n"
        "> En wie gaat dat doen?\n\nMia, vanaf juli."
    ),
    "gmail_signature_nl": "Dat zoeken we uit.",
    "gmail_web_en": (
        "Good question. Two **small** points:\n\n- bakers work at night\n- nobody asked them\n\n"
        "See our [page](https://zuid.example/mkb) for more."
    ),
    "gmail_web_nl": (
        "Dag Chris,\n\nDe bakkers en de installateurs. Zij komen niet naar onze avonden, omdat die op "
        "dinsdag zijn en dan staan zij nog op de steiger.\n\nIk vraag het ze deze week.\n\nGroet, Rob"
    ),
    "html_only_hostile": (
        "Lees dit en [dat](https://zuid.example/a%20b).\n\n<script>alert(5)</script>"
    ),
    "iphone_en": "On it.",
    "iphone_nl": "Akkoord 👍 ik neem het mee naar het team.",
    "latin1_8bit": "Eén café per wijk, coördinatie door Zoë.",
    "no_quote": (
        "Van: wie dan ook, ik schrijf dit zonder citaat.\n\n> dit citeer ik zelf, uit het plan\n\n"
        "En dit vind ik ervan."
    ),
    "outlook_2003_nl": "Wij spreken donderdag drie bakkers.",
    "outlook_attachment_nl": "Hierbij de lijst.",
    "outlook_desktop_en": "Thanks Chris. We will ask the bakers first.",
    "outlook_desktop_nl": (
        "Dag Chris,\n\nGoede vraag: de cafés en de bakkers ontbreken.\nWij vragen € 500 voor een "
        "ontbijtsessie.\n\nMet vriendelijke groet,\n\nRob de Vries\nRegiotrekker Zuid"
    ),
    "outlook_german": "Gute Frage, wir fragen die Bäcker.",
    "outlook_mobile_nl": "Doe ik vanmiddag.",
    "outlook_web_nl": (
        "Eens. Wel één ding: de late aanhaker is geen doelgroep, het is een *moment*."
    ),
    "samsung_nl": "Morgen meer, ik zit in de trein.",
    "thunderbird_bottom_en": ("We ask the bakers on Thursday, and report here afterwards.\n\nRob"),
    "thunderbird_html_nl": "Drie stappen:\n\n1. bellen\n2. langsgaan\n3. **luisteren**\n\nAkkoord?",
    "thunderbird_inline_nl": (
        "> Wie bereik je nu nog niet?\n\nDe bakkers.\n\n> Wat kost het om hen wel te bereiken?\n\n"
        "Een ontbijt van 500 euro."
    ),
    "thunderbird_nl": (
        "De late aanhaker is bij ons vooral de bakker, de slager en de installateur: mensen die "
        "overdag geen tijd hebben en 's avonds moe zijn.\n\nDat is geen onwil."
    ),
    "unknown_charset": "Zoë komt ook.",
}
AUTOMATIC = {
    "absence_by_subject",
    "exchange_automatic_en",
    "exchange_automatic_nl",
    "gmail_vacation",
    "read_receipt",
    "dsn_of_another",
}
BOUNCES = {
    "dsn_exchange_full": (True, "5.2.2 smtp;554 5.2.2 mailbox full;"),
    "dsn_postfix_delayed": (False, "4.4.1 smtp; connect to mail.test.example[192.0.2.25]:25:"),
    "dsn_postfix_permanent": (True, "5.1.1 smtp; 550 5.1.1 <rob@test.example>: Recipient address"),
}
CALENDAR = {"calendar_reply"}


def raw(name: str) -> bytes:
    return (MAILS / f"{name}.eml").read_bytes()


def test_every_mail_file_is_tried() -> None:
    files = {path.stem for path in MAILS.glob("*.eml")}

    assert files == SAID.keys() | AUTOMATIC | BOUNCES.keys() | CALENDAR
    assert len(files) >= 25


@pytest.mark.parametrize("name", sorted(SAID))
def test_what_somebody_wrote_is_told_from_what_was_quoted(name: str) -> None:
    letter = read(raw(name))

    assert letter.body == SAID[name]
    assert (letter.sender, letter.automatic, letter.calendar) == ("rob@test.example", False, False)


@pytest.mark.parametrize("name", sorted(AUTOMATIC))
def test_what_a_machine_sent_is_known(name: str) -> None:
    letter = read(raw(name))

    assert (letter.automatic, letter.bounce) == (True, None)


@pytest.mark.parametrize("name", sorted(BOUNCES))
def test_a_report_says_which_mail_of_ours_came_back_and_why(name: str) -> None:
    bounce = read(raw(name)).bounce

    permanent, reason = BOUNCES[name]
    assert bounce is not None
    assert str(bounce.message_id) == "00000000-0000-4000-8000-000000000000"
    assert (bounce.permanent, bounce.reason[: len(reason)]) == (permanent, reason)


def test_an_answer_to_an_invitation_is_known() -> None:
    assert read(raw("calendar_reply")).calendar is True


def test_attachments_are_named_and_pictures_of_a_signature_are_not() -> None:
    assert read(raw("outlook_attachment_nl")).files == ["bakkers & cafés.pdf"]
    assert read(raw("outlook_desktop_nl")).files == []


@pytest.mark.parametrize("name", sorted(SAID))
def test_nothing_that_somebody_wrote_is_lost(name: str) -> None:
    """Each word of the text part stands in what is posted, or in what was left out."""
    letter = read(raw(name))

    whole = f"{letter.body}\n{letter.left_out}"
    assert SAID[name] in whole
    if name not in ("forwarded_with_words", "no_quote", "forwarded_without_words"):
        assert "Antwoord boven deze regel" in letter.left_out


@pytest.mark.parametrize(
    "subject",
    [
        "Automatisch antwoord: Gesprek",
        "Automatic reply: Gesprek",
        "Out of office: Gesprek",
        "Out of the office",
        "Afwezig",
        "Afwezigheidsbericht Rob",
        "Niet aanwezig: Gesprek",
        "Ik ben afwezig",
    ],
)
def test_an_absence_is_known_by_its_subject(subject: str) -> None:
    assert read(plain("a@b.example", "Weg.", Subject=subject)).automatic is True


@pytest.mark.parametrize(
    "subject", ["Re: Afwezig", "Gesprek over automatische antwoorden", "Automatisering", "Autovrij"]
)
def test_an_answer_about_absence_is_none(subject: str) -> None:
    assert read(plain("a@b.example", "Hier.", Subject=subject)).automatic is False


def test_our_own_words_are_never_an_answer_where_they_are_not_quoted_by_signs() -> None:
    mail = f"\n{OUR_LINE}\n\nDag Rob,\n\n> Wie bereik je?\n\nLees gesprek:\nhttps://zuid.example/\n"

    assert read(plain("a@b.example", mail)).body == ""


# ------------------------------------------------------------------ whatever somebody types

ABOVE = {
    "gmail": f"\n\nOp di 2 jun 2026 om 14:05 schreef Klankbord <noreply@{DOMAIN}>:\n\n> {OUR_LINE}\n> x",
    "gmail, broken": (
        f"\n\nOn Tue, Jun 2, 2026 at 2:05 PM Klankbord and a long name <\nnoreply@{DOMAIN}> wrote:\n\n"
        f"> {OUR_LINE}\n> x"
    ),
    "apple": (
        f"\n\n> Op 2 jun 2026, om 14:05 heeft Klankbord <noreply@{DOMAIN}> het volgende geschreven:\n> \n"
        f"> {OUR_LINE}\n> \n> x"
    ),
    "outlook": (
        f"\n\nVan: Klankbord <noreply@{DOMAIN}>\nVerzonden: dinsdag 2 juni 2026 14:05\nAan: Rob\n"
        f"Onderwerp: Gesprek\n\n{OUR_LINE}\n\nDag Rob,\n"
    ),
    "outlook web": (
        f"\n\n________________________________\nFrom: Klankbord <noreply@{DOMAIN}>\nSent: Tuesday\n"
        f"To: Rob\nSubject: Gesprek\n\n{OUR_LINE}\n\nDag Rob,\n"
    ),
    "thunderbird": f"\n\nOp 02-06-2026 om 14:05 schreef Klankbord:\n> {OUR_LINE}\n>\n> x\n",
    "bare": f"\n\n{OUR_LINE}\n\nDag Rob,\n",
}
SIGNS = st.characters(exclude_categories=["Cs", "Cc", "Co"], include_characters="\n\t")
TYPED = st.one_of(
    st.text(SIGNS, max_size=200),
    st.lists(
        st.sampled_from(
            [
                "Dag Chris,",
                "",
                "- een punt",
                "> een citaat van mijzelf",
                "Op maandag schreef ik al:",
                "Van: nergens",
                "Aan de slag",
                "1. eerst",
                "   ingesprongen",
                "*nadruk* en `code`",
                "Datum: later",
                "Groet, Rob",
                "---",
                "https://zuid.example/",
            ]
        ),
        max_size=8,
    ).map("\n".join),
)


def carried(text: str) -> str:
    """What mail carries of a typed text: the blank lines around it are nobody's."""
    lines = clean_source(text).split("\n")
    words = [n for n, line in enumerate(lines) if line.strip()]
    return clean_source("\n".join(lines[words[0] : words[-1] + 1])) if words else ""


@pytest.mark.parametrize("program", sorted(ABOVE))
@given(typed=TYPED)
@example("Dag,\n\n- een\n- twee\n\nGroet")
def test_what_is_typed_above_our_line_is_posted_exactly(program: str, typed: str) -> None:
    lines = carried(typed).split("\n")
    assume(without_signature(lines) == (lines, []))  # a signature is one by any other name
    assume(not any(is_our_line(line) for line in lines))
    last = next((line for line in reversed(lines) if bare(line)), "")
    assume(not (is_attribution(last) or is_separator(last)))
    assume(program != "bare" or sum(bool(label_of(line)) for line in lines) < 3)

    posted = own_words(carried(typed) + ABOVE[program], is_our_line).own

    assert clean_source(posted) == carried(typed)


@given(typed=TYPED)
def test_a_whole_mail_brings_the_text_over_every_charset_and_packing(typed: str) -> None:
    lines = carried(typed).split("\n")
    assume(without_signature(lines) == (lines, []))
    assume(not any(is_our_line(line) or is_attribution(line) for line in lines))
    assume(not is_separator(next((line for line in reversed(lines) if bare(line)), "")))

    letter = read(plain("a@b.example", carried(typed) + ABOVE["gmail"]))

    assert letter.body == carried(typed)


# ------------------------------------------------------------------ strangers

HOSTILE = {
    "newlines": "\n" * 200_000,
    "attributions": "On " * 60_000,
    "headers": "From: a\n" * 40_000,
    "openings": "<" * 200_000,
    "comments": "<!--" * 50_000,
    "tags": "<a " * 60_000,
    "quotes": ">" * 200_000,
    "deep": "<div>" * 40_000,
    "unclosed": "<blockquote><b><a href=x>" * 10_000,
    "dashes": "-" * 100_000 + "\n" + "_" * 100_000,
    "greetings": "Met vriendelijke groet,\n" * 20_000,
    "numbers": "+31 " * 50_000,
    "cdata": "<![CDATA[" * 30_000,
    "lists": "<ul><li>" * 20_000,
    "one tag": "<a " * 60_000 + ">",
    "one tag of signs": "<a '\"=" * 40_000 + ">",
    "ends": "</b" * 60_000 + ">" + "</b>" * 40_000,
    "comments that end": "<!-- -->" * 30_000,
    "declarations": "<!" * 60_000 + ">" + "<?" * 60_000 + ">",
    "emphasis": "<b>x" * 30_000 + "</b>" * 30_000,
    "links": "<a href='https://a.example/'>" * 20_000 + "x" + "</a>" * 20_000,
    "entities": "&" * 100_000 + "&#x" * 50_000,
    "items": "<ol>" + "<li>x</li>" * 40_000,
    "cells": "<table><tr>" + "<td>x" * 60_000,
    "NUL": "\x00<b\x00>\x00" * 60_000,
    "ten megabytes": "<p>x</p>" * 1_250_000,
    "ten megabytes of lines": "een regel\n" * 1_000_000,
}
PATIENCE = 10  # seconds


@pytest.mark.parametrize("name", sorted(HOSTILE))
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_no_text_holds_the_reader_for_long(name: str, kind: str) -> None:
    mail = plain("a@b.example", HOSTILE[name], Content_Type=f"text/{kind}; charset=utf-8")

    def too_long(_signal: int, _frame: object) -> None:
        raise TimeoutError(name)

    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(PATIENCE)
    try:
        letter = read(mail)
    finally:
        signal.alarm(0)

    assert letter.sender == "rob@test.example"


def test_many_big_parts_hold_the_reader_no_longer_than_one() -> None:
    part = b"--b\r\nContent-Type: text/html\r\n\r\n" + b"<p>een regel</p>" * 20_000 + b"\r\n"
    head = b"From: rob@test.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    began = time.monotonic()

    letter = read(head + part * 30 + b"--b--\r\n")

    assert len(letter.body) <= 400_000
    assert time.monotonic() - began < PATIENCE


@given(st.binary(max_size=2000))
def test_html_of_any_bytes_is_read(data: bytes) -> None:
    assert isinstance(to_markdown(data.decode("latin-1")), str)


@given(st.text(SIGNS, max_size=300))
def test_flowed_text_without_spaces_at_its_ends_stays_as_it_is(text: str) -> None:
    lines = [line.strip().lstrip(">").strip() for line in text.split("\n")]

    assert unflowed("\n".join(lines)) == "\n".join(lines)
