"""People's texts in Word: paragraphs, lists that count from their own start, quotes, tables, links."""

from collections.abc import Iterable, Iterator
from typing import Any

from docx.document import Document as Paper
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from reports.blocks import printable
from reports.rich import Node
from reports.writers.tree import address

LISTS = {"ul": "List Bullet", "ol": "List Number"}
LINK = RGBColor(0x0B, 0x4F, 0x5C)


def _element(tag: str, /, **values: str) -> Any:
    made = OxmlElement(tag)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def bookmark(paragraph: Paragraph, number: int) -> None:
    """A place that the contents lead to."""
    start = _element("w:bookmarkStart", id=str(number), name=f"part-{number}")
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
    paragraph._p.append(_element("w:bookmarkEnd", id=str(number)))


def link_to(paragraph: Paragraph, anchor: str, text: str) -> None:
    """A link within the document."""
    link = _element("w:hyperlink", anchor=anchor, history="1")
    paragraph._p.append(link)
    _linked(link, paragraph, text)


def _linked(link: Any, paragraph: Paragraph, text: str) -> None:
    run = Run(_element("w:r"), paragraph)
    run.text = text
    run.font.underline = True
    run.font.color.rgb = LINK
    link.append(run._r)


class Writer:
    """Writes trees of people's texts at the end of a document."""

    def __init__(self, paper: Paper, base_url: str) -> None:
        self.paper, self.base_url = paper, base_url
        self.marks = -1

    def next_mark(self) -> int:
        """A fresh number for a bookmark."""
        self.marks += 1
        return self.marks

    def prose(self, root: Node, level: int, *, aside: bool = False) -> None:
        """A whole text under a heading of this level; `aside` is quoted from elsewhere."""
        self._blocks(root, level, indent=1 if aside else 0)

    def _blocks(self, node: Node, level: int, indent: int, style: str | None = None) -> None:
        for group in _grouped(node.parts):
            if isinstance(group, list):
                self._inline(self._paragraph(style, indent), group)
            else:
                self._block(group, level, indent, style)

    def _paragraph(self, style: str | None, indent: int) -> Paragraph:
        made = self.paper.add_paragraph(style=style)
        if indent:
            made.paragraph_format.left_indent = Cm(0.8 * indent)
        return made

    def _block(self, node: Node, level: int, indent: int, style: str | None) -> None:
        match node.kind:
            case "heading":
                self._inline(self.paper.add_heading(level=min(level + node.level, 6)), node.parts)
            case "pre":
                made = self._paragraph("No Spacing", indent)
                run = made.add_run(printable(node.text().strip("\n")))
                run.font.name, run.font.size = "Consolas", Pt(9.5)
            case "quote":
                self._blocks(node, level, indent + 1, "Quote")
            case "ul" | "ol":
                self._list(node, level, indent)
            case "table":
                self._table(node)
            case "hr":
                self.paper.add_paragraph("⁂")
            case _:
                self._inline(self._paragraph(style, indent), node.parts)

    def _list(self, node: Node, level: int, indent: int) -> None:
        number = self._counting_from(node.start) if node.kind == "ol" else None
        for item in node.nodes("li"):
            first = True
            for group in _grouped(item.parts):
                if not isinstance(group, list) and group.kind != "p":
                    self._block(group, level, indent + 1, None)
                    continue
                parts = group if isinstance(group, list) else group.parts
                made = self._paragraph(LISTS[node.kind] if first else None, 0)
                made.paragraph_format.left_indent = Cm(0.8 * (indent + 1))
                if first and number is not None:
                    made._p.get_or_add_pPr()._add_numPr().get_or_add_numId().val = number
                first = False
                self._inline(made, parts)

    def _counting_from(self, start: int) -> int:
        """A numbering of its own: without it Word counts on from the list before."""
        numbering: Any = self.paper.part.numbering_part.element
        style: Any = self.paper.styles["List Number"].element
        known = numbering.num_having_numId(style.pPr.numPr.numId.val)
        made = numbering.add_num(known.abstractNumId.val)
        made.add_lvlOverride(ilvl=0).add_startOverride(val=start)
        return int(made.numId)

    def _table(self, node: Node) -> None:
        rows = [[c for c in row.parts if isinstance(c, Node)] for row in node.nodes("tr")]
        width = max((len(row) for row in rows), default=0)
        if not width:
            return
        table = self.paper.add_table(rows=0, cols=width, style="Table Grid")
        for cells in rows:
            places = table.add_row().cells
            for place, cell in zip(places, cells, strict=False):
                line = place.paragraphs[0]
                self._inline(line, cell.parts, bold=cell.kind == "th")
        if rows[0] and all(cell.kind == "th" for cell in rows[0]):
            head = _element("w:tblHeader", val="true")  # for screen readers, and on every page
            table.rows[0]._tr.get_or_add_trPr().append(head)
        self.paper.add_paragraph()

    def _inline(
        self,
        line: Paragraph,
        parts: Iterable[Node | str],
        *,
        bold: bool = False,
        italic: bool = False,
    ) -> None:
        for part in parts:
            if isinstance(part, str):
                run = line.add_run(printable(part))
                run.bold, run.italic = bold or None, italic or None
            elif part.kind == "br":
                line.add_run().add_break()
            elif part.kind == "a":
                self._link(line, part)
            elif part.kind == "code":
                line.add_run(printable(part.text())).font.name = "Consolas"
            else:
                self._inline(
                    line,
                    part.parts,
                    bold=bold or part.kind == "strong",
                    italic=italic or part.kind == "em",
                )

    def _link(self, line: Paragraph, node: Node) -> None:
        target = address(node.href, self.base_url)
        words = printable(node.text())
        if not target:
            line.add_run(words)
            return
        link = OxmlElement("w:hyperlink")
        kept = self.paper.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), kept)
        line._p.append(link)
        _linked(link, line, words)


def _grouped(parts: Iterable[Node | str]) -> Iterator[list[Node | str] | Node]:
    """Blocks as they are, and the words between them as one line each."""
    line: list[Node | str] = []
    for part in parts:
        if isinstance(part, Node) and (part.is_block or part.kind == "li"):
            if line:
                yield line
                line = []
            yield part
        else:
            line.append(part)
    if line:
        yield line
