"""A report as a Word document: real headings, lists and tables, and the language of the text."""

import io
from datetime import datetime
from typing import Any

import docx
from django.utils.translation import gettext as _
from docx.document import Document as Paper
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from reports.blocks import Block, Document, Facts, Heading, Prose, printable
from reports.rich import parse
from reports.writers.word_parts import Writer, bookmark, link_to

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
PETROL, QUIET = RGBColor(0x0B, 0x4F, 0x5C), RGBColor(0x4C, 0x58, 0x63)


def write_word(document: Document, base_url: str, made_at: datetime) -> bytes:
    """The report as DOCX."""
    paper = docx.Document()
    _describe(paper, document, made_at)
    _style(paper, LANGUAGES.get(document.language, document.language))
    writer = Writer(paper, base_url)
    paper.add_paragraph(printable(document.subtitle), style="Subtitle")
    paper.add_paragraph(printable(document.title), style="Title")
    _note(paper, document.about)
    _contents(paper, document)
    for block in document.blocks:
        _write(paper, writer, block)
    footer = paper.sections[0].footer.paragraphs[0]
    footer.text = printable(document.about)
    made = io.BytesIO()
    paper.save(made)
    return made.getvalue()


def _describe(paper: Paper, document: Document, made_at: datetime) -> None:
    about = paper.core_properties
    about.title = printable(document.title)[:255]
    about.subject = printable(document.subtitle)[:255]
    about.author = printable(document.author)[:255]
    about.comments = printable(document.about)[:255]
    about.language = LANGUAGES.get(document.language, document.language)
    about.created = about.modified = made_at.replace(tzinfo=None)


def _style(paper: Paper, language: str) -> None:
    """Calm type, our colour for headings, and the language for spelling and for screen readers."""
    styles: Any = paper.styles  # python-docx types every style alike
    normal = styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    for name in ("Title", "Subtitle", *(f"Heading {level}" for level in range(1, 7))):
        style = styles[name]
        style.font.color.rgb = QUIET if name == "Subtitle" else PETROL
        style.font.name = "Calibri"
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
    for lang in defaults.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)


def _contents(paper: Paper, document: Document) -> None:
    paper.add_paragraph(_("Contents"), style="TOC Heading")
    for number, heading in enumerate(document.contents):
        line = paper.add_paragraph()
        line.paragraph_format.left_indent = Cm(0.8 * (heading.level - 1))
        line.paragraph_format.space_after = Pt(2)
        link_to(line, f"part-{number}", printable(heading.text))
    paper.add_page_break()


def _note(paper: Paper, text: str) -> None:
    run = paper.add_paragraph().add_run(printable(text))
    run.font.size, run.font.color.rgb = Pt(9.5), QUIET


def _write(paper: Paper, writer: Writer, block: Block) -> None:
    match block:
        case Heading():
            made = paper.add_heading(printable(block.text), block.level)
            if block.level <= 2:
                bookmark(made, writer.next_mark())
        case Facts():
            for term, value in block.rows:
                line = paper.add_paragraph()
                line.paragraph_format.space_after = Pt(2)
                line.add_run(printable(f"{term}: ")).bold = True
                line.add_run(printable(value))
        case Prose():
            writer.prose(parse(block.html), block.level, aside=block.aside)
        case _ if block.kind == "note":
            _note(paper, block.text)
        case _:
            paper.add_paragraph().add_run(printable(block.text)).bold = getattr(
                block, "strong", False
            )
