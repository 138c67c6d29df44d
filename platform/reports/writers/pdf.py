"""A report as a tagged PDF (PDF/UA-1), set by typst."""

import json
import logging
from functools import cache
from pathlib import Path

import typst
from django.utils.translation import gettext as _

from reports.blocks import Document, printable
from reports.writers.glyphs import shown
from reports.writers.tree import tree_of

logger = logging.getLogger(__name__)
SOURCE = Path(__file__).with_name("report.typ")
MIME = "application/pdf"


@cache
def fonts() -> typst.Fonts:
    """The faces that come with typst (it cannot read our WOFF2), then those of the machine for rare scripts."""
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)


def write_pdf(document: Document, base_url: str) -> bytes:
    """The report as PDF/UA-1; a text that no face can show whole gives a tagged PDF without that claim."""
    data = json.dumps(tree_of(document, base_url), ensure_ascii=False)
    inputs = {
        "data": shown(data, fonts()),
        "lang": document.language,
        "author": printable(document.author),
        "contents": _("Contents"),
    }
    try:
        return _compile(inputs, claim=True)
    except typst.TypstError as error:
        logger.warning("a report is no PDF/UA-1: %s", error.message[:60])
        return _compile(inputs, claim=False)


def _compile(inputs: dict[str, str], *, claim: bool) -> bytes:
    source, faces = SOURCE.read_bytes(), fonts()
    if claim:
        return typst.compile(source, font_paths=faces, sys_inputs=inputs, pdf_standards="ua-1")
    return typst.compile(source, font_paths=faces, sys_inputs=inputs)
