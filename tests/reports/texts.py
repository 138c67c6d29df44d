"""Read back what the writers wrote: all words of a file, whatever its format."""

import csv
import io
import json
import zipfile
from html.parser import HTMLParser
from typing import Any

import docx
import openpyxl
import pypdf

INLINE = {"strong", "em", "code", "a"}


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append("" if tag in INLINE else " ")

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def of_html(page: str) -> str:
    reader = _Words()
    reader.feed(page)
    return squeezed("".join(reader.found))


def pdf(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def of_pdf(content: bytes) -> str:
    return squeezed(" ".join(page.extract_text() for page in pdf(content).pages))


def word(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def of_word(content: bytes) -> str:
    paper = word(content)
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return squeezed(" ".join([*(line.text for line in paper.paragraphs), *cells]))


def sheets(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    found = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
    book.close()
    return found


def of_sheets(content: bytes) -> str:
    rows = [row for table in sheets(content).values() for row in table]
    return squeezed(" ".join(str(value) for row in rows for value in row if value is not None))


def commas(content: bytes) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        texts = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    return {
        name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(text, newline="")))
        for name, text in texts.items()
        if name.endswith(".csv")
    }


def of_commas(content: bytes) -> str:
    rows = [row for table in commas(content).values() for row in table]
    return squeezed(" ".join(value for row in rows for value in row.values()))


def of_data(content: bytes) -> str:
    def values(node: Any) -> list[str]:
        if isinstance(node, dict):
            return [text for one in node.values() for text in values(one)]
        if isinstance(node, list):
            return [text for one in node for text in values(one)]
        return [str(node)]

    return of_html(" ".join(values(json.loads(content))))


def squeezed(text: str) -> str:
    return " ".join(text.split())


READ = {
    "html": lambda content: of_html(content.decode()),
    "pdf": of_pdf,
    "docx": of_word,
    "xlsx": of_sheets,
    "csv": of_commas,
    "json": of_data,
}
