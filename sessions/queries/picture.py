"""A proposal as a picture: plans down, sides across. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from sessions.queries.proposals import Place, Table

ROW, HEAD = 34, 40  # pixels
LEFT = 40  # percent for the names of the regions


@dataclass(frozen=True)
class Cell:
    """One side of one plan: where it stands in the picture, and what it says."""

    x: float
    place: Place


@dataclass(frozen=True)
class Head:
    """The name of a column; every other one stands lower, so that they have room on a phone."""

    x: float
    y: int
    label: str


@dataclass(frozen=True)
class PictureRow:
    """One plan."""

    name: str
    y: int
    cells: list[Cell]

    @property
    def words_y(self) -> int:
        """Where the words of the row stand."""
        return self.y + 22


@dataclass(frozen=True)
class Picture:
    """Rows of cells with the heads of the columns."""

    heads: list[Head]
    rows: list[PictureRow]

    @property
    def height(self) -> int:
        """Of the whole."""
        return HEAD + ROW * len(self.rows)


def picture_of(tables: Sequence[Table]) -> Picture:
    """Lay the places of every plan out in columns, one a side."""
    heads: list[Head] = []
    rows = []
    for number, table in enumerate(tables):
        step = (100 - LEFT) / max(len(table.places), 1)
        cells = [Cell(LEFT + step * index, place) for index, place in enumerate(table.places)]
        heads = [Head(cell.x, 14 + 18 * (n % 2), cell.place.label) for n, cell in enumerate(cells)]
        name = table.plan.dossier.region.name
        rows.append(PictureRow(name, HEAD + ROW * number, cells))
    return Picture(heads, rows)
