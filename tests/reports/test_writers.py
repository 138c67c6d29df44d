"""PDF and Word: tagged, titled, in their language, and unbroken by any text."""

import datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.clock import amsterdam
from core.markup.html import to_html
from core.text import escaped
from reports.writers.pdf import write_pdf
from reports.writers.word import write_word
from tests.reports.paper import paper
from tests.reports.texts import of_pdf, of_word, pdf, squeezed, word

URL = "https://klankbord.example"
AT = amsterdam(2017, 6, 21, 12, 0)
ODD = {
    "right to left": "عربى ועברית",
    "emoji": "😀 👩‍💻 🏳️‍🌈",
    "control signs": "a\x01b\x0bc\x1fd\x7f\x85e\ufffe",
    "half characters": "a\ud800b",
    "turning direction": "cod\u202efdp.exe\u200f",
    "20,000 characters": "woord " * 3333,
    "a very long word": "w" * 20_000,
    "typst": '#panic("x") $x$ @ref <label> `raw` \\ [*] #sys.inputs = heading',
    "markup": "<script>alert(1)</script> & &amp; ]]> %PDF {{ x }}",
    "nothing": "",
    "other scripts": "日本語 ไทย हिन्दी 𝕬",
    "combining": "e\u0301" + "\u0301" * 200,
}


def structure(reader):
    """The kinds of tags in a PDF."""
    found, todo = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while todo:
        node = todo.pop().get_object()
        if isinstance(node, list):
            todo += node
        elif isinstance(node, dict):
            found += [str(node["/S"])] if "/S" in node else []
            todo += [node["/K"]] if "/K" in node else []
    return found


def test_a_pdf_is_tagged_and_says_its_title_and_language():
    reader = pdf(write_pdf(paper(), URL))
    root = reader.trailer["/Root"]

    assert reader.metadata.title == "Title plain"
    assert root["/Lang"] == "nl"
    assert "Title plain" in reader.pages[0].extract_text()
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    assert {"/H1", "/H2", "/H3", "/L", "/LI", "/Table", "/TH", "/TD", "/Link"} <= set(
        structure(reader)
    )


def test_a_pdf_has_bookmarks_for_its_parts():
    reader = pdf(write_pdf(paper(), URL))

    top = [one.title for one in reader.outline if not isinstance(one, list)]
    assert top == ["The plan plain", "Reviews"]


def test_texts_of_people_are_never_read_as_typst():
    text = squeezed(ODD["typst"])

    words = of_pdf(write_pdf(paper(text, to_html("*b*")), URL))

    assert '#panic("x") $x$ @ref <label>' in words
    assert "#sys.inputs = heading" in words


def test_word_has_real_headings_lists_tables_and_a_language():
    made = word(write_word(paper(), URL, AT))
    styles = [(line.style.name, line.text) for line in made.paragraphs if line.text.strip()]

    assert ("Title", "Title plain") in styles
    assert [text for style, text in styles if style == "Heading 1"] == ["The plan plain", "Reviews"]
    assert ("Heading 2", "Core plain") in styles
    assert ("Heading 3", "First") in styles
    assert ("Heading 4", "Deeper") in styles
    assert ("List Bullet", "apple") in styles
    assert ("List Number", "three") in styles
    assert ("Quote", "They said so.") in styles
    assert made.core_properties.title == "Title plain"
    assert made.core_properties.language == "nl-NL"
    assert made.core_properties.created.date() == datetime.date(2017, 6, 21)
    assert 'w:val="nl-NL"' in made.styles.element.xml
    assert made.tables[0].rows[0]._tr.xml.count("w:tblHeader") == 1
    assert [cell.text for cell in made.tables[0].rows[1].cells] == ["2017", "12"]


def test_each_numbered_list_in_word_counts_from_its_own_start():
    made = word(write_word(paper(), URL, AT))
    lists = {
        line._p.pPr.numPr.numId.val
        for line in made.paragraphs
        if line.style.name == "List Number" and line._p.pPr.numPr is not None
    }

    assert len(lists) == 4  # two texts with two lists each


def test_links_lead_out_of_the_file_and_never_into_a_page():
    html = (
        '<p><a href="/plans/1/">plan</a> <a href="#x">here</a> <a href="mailto:a@b.nl">mail</a></p>'
    )

    rels = word(write_word(paper(html=html), URL, AT)).part.rels.values()

    targets = {rel.target_ref for rel in rels if rel.is_external}
    assert targets == {f"{URL}/plans/1/", "mailto:a@b.nl"}


@pytest.mark.parametrize("name", ODD)
def test_no_odd_text_breaks_a_writer(name):
    text = ODD[name]
    document = paper(text, escaped(text))

    assert write_pdf(document, URL).startswith(b"%PDF")
    assert word(write_word(document, URL, AT)).core_properties.author == "South"


def test_signs_that_no_face_can_show_are_said_in_words():
    words = of_pdf(write_pdf(paper("\U0001fae8\U0010fffd joy"), URL))

    assert "joy" in words
    assert (
        b"pdfuaid:part"
        in pdf(write_pdf(paper("\U0010fffd"), URL))
        .trailer["/Root"]["/Metadata"]
        .get_object()
        .get_data()
    )


@settings(deadline=None, max_examples=25)
@given(st.text(max_size=60), st.text(alphabet="ab *_`#>-1.[]()|\n\t", max_size=120))
@example("", "` `")  # code without a sign in it
def test_whatever_people_write_both_files_are_made(text, source):
    document = paper(text, to_html(source))

    assert len(pdf(write_pdf(document, URL)).pages) >= 1
    assert "Title" in of_word(write_word(document, URL, AT))


BOMBS = {
    "quotes": ">" * 2000 + " deep",
    "lists": "\n".join("  " * n + "- x" for n in range(60)),
    "numbers": "\n".join("   " * n + "1. x" for n in range(40)),
    "emphasis": "*a **b " * 400,
    "table": "|" + "a|" * 60 + "\n|" + "-|" * 60 + "\n" + ("|" + "b|" * 60 + "\n") * 20,
    "links": "[a](https://x.nl) " * 500,
    "fence": "```\n" + "x" * 5000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_no_markdown_bomb_breaks_a_writer(name):
    document = paper("bomb", to_html(BOMBS[name]))

    assert write_pdf(document, URL).startswith(b"%PDF")
    assert "Title bomb" in of_word(write_word(document, URL, AT))
