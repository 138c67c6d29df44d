"""Where the flow of advice stands on paper: columns of bars, and the bands between them.

Measures are in units of the view box. Numbers come out as text with a point, for attributes of SVG.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from reviews.overviews import words
from reviews.overviews.flow import Flow, Link, Node

WIDTH = 960.0
BAR = 12.0  # width of a bar
LABEL = 215.0  # room for words at the right of the last bar
INK = 250.0  # height of all advice together
LINE = 30.0  # each bar has room for one line of words
AIR = 10.0  # between bars
HEAD = 34.0  # the names of the columns


@dataclass(frozen=True)
class Bar:
    """One class at one moment."""

    node: Node
    x: str
    y: str
    width: str
    height: str
    label_x: str
    label_y: str


@dataclass(frozen=True)
class Band:
    """What went from one bar to another, as the `d` of a path."""

    link: Link
    d: str


@dataclass(frozen=True)
class Head:
    """The name of a moment above its column."""

    label: Promise
    x: str


@dataclass(frozen=True)
class Picture:
    """Everything to draw, and the size of the paper."""

    width: str
    height: str
    heads: tuple[Head, ...]
    bars: tuple[Bar, ...]
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class _Placed:
    node: Node
    x: float
    y: float
    height: float


def picture_of(flow: Flow) -> Picture:
    """Place the flow; classes without advice are not drawn."""
    step = (WIDTH - BAR - LABEL) / max(1, len(flow.stages) - 1)
    columns = [
        _column(nodes, at * step, flow.total) for at, nodes in enumerate(flow.stages) if nodes
    ]
    placed = {one.node: one for column in columns for one in column}
    bottom = max((one.y + max(one.height, LINE) for one in placed.values()), default=HEAD)
    return Picture(
        width=_text(WIDTH),
        height=_text(bottom + AIR),
        heads=tuple(
            Head(words.STAGES[nodes[0].stage], _text(at * step))
            for at, nodes in enumerate(flow.stages)
        ),
        bars=tuple(_bar(one) for one in placed.values()),
        bands=tuple(_bands(flow, placed)),
    )


def _column(nodes: Sequence[Node], x: float, total: int) -> list[_Placed]:
    found, y = [], HEAD
    for node in nodes:
        if node.count:
            height = node.count / total * INK
            found.append(_Placed(node, x, y, height))
            y += max(height, LINE) + AIR
    return found


def _bar(one: _Placed) -> Bar:
    return Bar(
        node=one.node,
        x=_text(one.x),
        y=_text(one.y),
        width=_text(BAR),
        height=_text(one.height),
        label_x=_text(one.x + BAR + 8),
        label_y=_text(
            one.y + min(one.height / 2, INK / 4) + 6 if one.height > LINE else one.y + 16
        ),
    )


def _bands(flow: Flow, placed: dict[Node, _Placed]) -> list[Band]:
    """Bands leave and arrive in the order of the columns, so that they cross as little as can be."""
    left: dict[Node, float] = defaultdict(float)
    arrived: dict[Node, float] = defaultdict(float)
    found = []
    for link in flow.links:
        if not link.count:
            continue
        source, target = placed[link.source], placed[link.target]
        thick = link.count / flow.total * INK
        start, end = source.y + left[link.source], target.y + arrived[link.target]
        left[link.source] += thick
        arrived[link.target] += thick
        found.append(Band(link, _path(source.x + BAR, start, target.x, end, thick)))
    return found


def _path(x: float, y: float, to_x: float, to_y: float, thick: float) -> str:
    """A band with level ends and a slope between them."""
    middle = (x + to_x) / 2
    there = f"M{_text(x)} {_text(y)}C{_text(middle)} {_text(y)} {_text(middle)} {_text(to_y)} {_text(to_x)} {_text(to_y)}"
    back = f"V{_text(to_y + thick)}C{_text(middle)} {_text(to_y + thick)} {_text(middle)} {_text(y + thick)} {_text(x)} {_text(y + thick)}Z"
    return there + back


def _text(number: float) -> str:
    return f"{number:.1f}"


COLUMN, GAP, TALL = 20.0, 8.0, 44.0  # of a histogram: width of a bar, air, height of all answers
TOP, FOOT = 16.0, 18.0  # room for the number above a bar and for the point below it


@dataclass(frozen=True)
class Column:
    """One point of a scale in a histogram."""

    label: str  # the point; empty for "cannot judge"
    count: int
    x: str
    y: str
    height: str
    middle: str


@dataclass(frozen=True)
class Histogram:
    """How the answers to one criterion spread: columns of which the height is their part of all answers."""

    width: str
    height: str
    ground: str  # where the columns stand
    words_y: str
    columns: tuple[Column, ...]


def histogram_of(counts: Sequence[tuple[str, int]]) -> Histogram:
    """Columns in the given order; all answers together are as tall as `TALL`."""
    total = sum(count for _label, count in counts) or 1
    ground = TOP + TALL
    columns = []
    for at, (label, count) in enumerate(counts):
        height, x = count / total * TALL, at * (COLUMN + GAP)
        columns.append(
            Column(
                label,
                count,
                x=_text(x),
                y=_text(ground - height),
                height=_text(height),
                middle=_text(x + COLUMN / 2),
            )
        )
    return Histogram(
        width=_text(len(columns) * (COLUMN + GAP) - GAP),
        height=_text(ground + FOOT),
        ground=_text(ground),
        words_y=_text(ground + FOOT - 4),
        columns=tuple(columns),
    )
