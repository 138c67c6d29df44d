"""Tables: no text runs as a formula, days are days, and what goes in comes out."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.clock import amsterdam
from reports.blocks import printable
from reports.tables import Column, Sort, table
from reports.writers.commas import harmless, write_commas
from reports.writers.sheets import LONGEST, write_sheets
from tests.reports.texts import commas, sheets

AT = amsterdam(2017, 6, 21, 12, 0)
HOSTILE = [
    "=1+1",
    '=HYPERLINK("https://evil.example","x")',
    "+1",
    "-1+2",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "\u00a0=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "=cmd|' /C calc'!A0",
    "https://evil.example",
    "{=1+1}",
    "_x0041_",
    "1e5",
    "00123",
    "TRUE",
]


def one_cell(text):
    return table("answers", "answers", [Column("text", "text", lambda row: row)], [text])


def read_sheet(text):
    return sheets(write_sheets("t", "a", [one_cell(text)], AT))["answers"][1][0]


def read_commas(text):
    return commas(write_commas("a", [one_cell(text)], AT))["answers"][0]["text"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_sheet_keeps_hostile_text_as_text(text):
    assert read_sheet(text) == printable(text)


@pytest.mark.parametrize("text", HOSTILE[:14])
def test_a_csv_cell_that_a_program_would_run_gets_an_apostrophe(text):
    assert read_commas(text) == f"'{printable(text)}"


@pytest.mark.parametrize("text", ["Plain", "a=b", "3-4", "'quoted", "", "5", "é@x", "https://x.nl"])
def test_a_csv_cell_that_is_harmless_stays_as_it_is(text):
    assert read_commas(text) == text


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=40))
def test_no_csv_cell_ever_begins_as_a_formula(text):
    import unicodedata

    made = harmless(text)

    begin = unicodedata.normalize("NFKC", made.lstrip()[:1])[:1]
    assert begin not in {"=", "+", "-", "@"}
    assert made.removeprefix("'") in (printable(text), printable(text).removeprefix("'"))


@settings(deadline=None, max_examples=25)
@given(st.text(min_size=1, max_size=40).map(printable).filter(lambda text: text.strip()))
def test_whatever_is_written_in_a_sheet_is_read_back(text):
    made = read_sheet(text)

    assert made == text


def test_a_cell_holds_no_more_than_excel_allows():
    made = read_sheet("a" * 40_000)

    assert len(made) == LONGEST + 2
    assert made.endswith("…")


def test_days_and_moments_are_dates_in_a_sheet_and_iso_in_csv():
    day, moment = datetime.date(2017, 9, 1), amsterdam(2017, 9, 1, 17, 30)
    columns = [
        Column("id", "id", lambda row: 7, Sort.NUMBER),
        Column("day", "day", lambda row: row[0], Sort.DAY),
        Column("at", "at", lambda row: row[1], Sort.MOMENT),
        Column("late", "late", lambda row: True, Sort.FLAG),
        Column("none", "none", lambda row: None),
    ]
    made = table("reviews", "reviews", columns, [(day, moment)])

    row = sheets(write_sheets("t", "a", [made], AT))["reviews"][1]
    line = commas(write_commas("a", [made], AT))["reviews"][0]

    assert (row[0], row[3], row[4]) == (7, True, None)
    assert [at.isoformat() for at in row[1:3]] == ["2017-09-01T00:00:00", "2017-09-01T17:30:00"]
    assert line == {
        "id": "7",
        "day": "2017-09-01",
        "at": "2017-09-01T17:30:00+02:00",
        "late": "true",
        "none": "",
    }


def test_the_head_of_a_sheet_stays_in_sight():
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(write_sheets("t", "a", [one_cell("x")], AT)))

    assert book["answers"].freeze_panes == "B2"
    assert book["answers"]["A1"].font.bold
    book.close()
