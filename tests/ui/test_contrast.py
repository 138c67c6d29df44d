"""Every pair of colours that stands on each other can be read, in light and in dark."""

import re
from pathlib import Path

import pytest

import ui

TOKENS = (Path(ui.__file__).parent / "styles/tokens.css").read_text()
TEXT, LARGE = 4.5, 3.0
GROUNDS = ("paper", "surface", "raised")
TINTS = ("neutral", "info", "good", "warning", "bad", "turn")
SIDES = ("business", "knowledge", "government", "partner", "programme")
PAIRS = [
    *[
        (ink, ground, TEXT)
        for ink in ("ink", "ink-quiet", "brand", "brand-strong", "bad-ink")
        for ground in GROUNDS
    ],
    *[(f"{name}-ink", f"{name}-tint", TEXT) for name in (*TINTS, *SIDES)],
    *[(ink, "brand-tint", TEXT) for ink in ("ink", "brand", "brand-strong")],
    ("on-brand", "brand", TEXT),
    ("on-brand", "brand-strong", TEXT),
    ("good-ink", "paper", TEXT),
    ("info-ink", "paper", TEXT),
    ("brand", "neutral-tint", LARGE),
    ("good-ink", "neutral-tint", LARGE),
    ("ink", "info-tint", TEXT),
    *[
        (mark, ground, LARGE)
        for mark in ("focus", "turn-mark", "line-strong", "warning-ink")
        for ground in GROUNDS
    ],
]


def block(selector: str) -> dict[str, str]:
    """The custom properties of the rule with this selector."""
    body = re.search(re.escape(selector) + r"\s*\{([^}]*)\}", TOKENS)
    assert body, selector
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", body[1]))


LIGHT = block('[data-theme="light"]')
DARK = block('\n  [data-theme="dark"]')


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_a_pair_can_be_read(theme, ink, ground, least):
    colours = LIGHT if theme == "light" else DARK

    assert round(contrast(colours[ink], colours[ground]), 2) >= least


def test_the_two_dark_themes_are_one():
    assert block(':root:not([data-theme="light"])') == DARK


def test_light_and_dark_name_the_same_colours():
    assert set(LIGHT) == set(DARK)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_the_sides_of_the_helix_differ_in_lightness(colours):
    tints = sorted(
        luminance(colours[f"{side}-tint"]) for side in ("business", "knowledge", "government")
    )

    assert tints[1] / tints[0] > 1.5
    assert tints[2] / tints[1] > 1.2
