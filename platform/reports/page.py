"""The report as a page, and as one file that needs nothing else."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from reports.blocks import Block, Heading, Prose
from reports.layout import document_of
from reports.rich import shifted
from reports.shapes import DossierReport

STYLE = "reports/report.css"
_LINK = "<!-- style -->"


def page_of(report: DossierReport, *, kept: bool = False) -> str:
    """The page; `kept` for a file, which has no way back into the product."""
    document = document_of(report)
    blocks = [_for_page(block) for block in document.blocks]
    context = {"document": document, "blocks": blocks, "report": report, "kept": kept}
    return render_to_string("reports/dossier_report.html", context)


def _for_page(block: Block) -> dict[str, object]:
    """A block as the template shows it: headings one lower, since the title is the first."""
    shown: dict[str, object] = {"kind": block.kind, "block": block}
    if isinstance(block, Heading):
        shown["level"] = block.level + 1
    if isinstance(block, Prose):
        shown["html"] = shifted(block.html, block.level + 1)
    return shown


def alone(page: str) -> str:
    """The page with its style sheet inside."""
    found = finders.find(STYLE)
    style = Path(str(found)).read_text() if found else ""
    return page.replace(_LINK, f"<style>\n{style}</style>")
