"""Takes the sting out of hostile Markdown before the parser sees it, in linear time.

Honest texts pass unchanged: every rule counts first and acts only far beyond what people type.
What still takes too long dies with the child (`core.text.child`).
"""

import re

MAX_STRAY = 60  # "[" that is never closed, or stands deeper than MAX_DEPTH
MAX_DEPTH = 6
MAX_RUN = 120  # the same sign in a row
MAX_MARKERS = 12  # list and quote marks at the start of one line
MAX_OPEN_LINKS = 200  # "](" in one text
MAX_INDENT = 60

_RUN = re.compile(rf"([*_`~<>!&\\()\]+#|=:\"'-])\1{{{MAX_RUN},}}")
_MARKER = re.compile(r"(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))[ \t]*")
_RULE = re.compile(r"[-* \t]*")
_INDENT = re.compile(rf"^[ \t]{{{MAX_INDENT + 1},}}", re.MULTILINE)


def guard(source: str) -> str:
    """The same text with excess brackets escaped, and runs, marks and indents cut short."""
    source = _RUN.sub(lambda run: run[1] * MAX_RUN, source)
    source = _INDENT.sub(" " * MAX_INDENT, source)
    source = "\n".join(_tame_markers(line) for line in source.split("\n"))
    return _tame_links(_tame_brackets(source))


def _tame_markers(line: str) -> str:
    """Escape what follows the twelfth list or quote mark, so that nesting stays shallow."""
    if _RULE.fullmatch(line):
        return line
    position = len(line) - len(line.lstrip(" \t"))
    for _ in range(MAX_MARKERS):
        found = _MARKER.match(line, position)
        if not found:
            return line
        position = found.end()
    rest = line[position:]
    return line[:position] + "\\" + rest if _MARKER.match(rest) else line


def _tame_brackets(source: str) -> str:
    """Escape "[" that never close or stand too deep, when there are many of them."""
    stray: list[int] = []
    opened: list[int] = []
    for position, sign in enumerate(source):
        if sign == "[":
            opened.append(position)
        elif sign == "]" and opened:
            start = opened.pop()
            if len(opened) >= MAX_DEPTH:
                stray.append(start)
    stray += opened
    return _escape(source, stray) if len(stray) > MAX_STRAY else source


def _tame_links(source: str) -> str:
    """Escape the "[" of links beyond the two hundredth; each is looked up to the end of the text."""
    links = [found.start() for found in re.finditer(r"\](?=[(\[])", source)]
    return _escape(source, links[MAX_OPEN_LINKS:])


def _escape(source: str, positions: list[int]) -> str:
    """Put a backslash before each of these positions, unless one stands there."""
    parts: list[str] = []
    done = 0
    for position in sorted(positions):
        parts.append(source[done:position])
        parts.append("" if source[position - 1 : position] == "\\" else "\\")
        done = position
    return "".join(parts) + source[done:]
