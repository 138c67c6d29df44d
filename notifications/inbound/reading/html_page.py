"""The lines of a mail as they are gathered from its HTML, each with the depth of quotes that it stands in. Pure."""

import re

_INDENT = re.compile(r"(?: {4})+(?=- |\d+\. )")  # of a list in a list


class Page:
    """Lines that are ended, and the pieces of the one that is not."""

    def __init__(self) -> None:
        self.lines: list[tuple[int, str]] = []  # depth of quotes, words
        self.line: list[str] = []
        self.has_words = False  # whether the line does; asked often, so it is not looked up
        self.quotes = 0
        self.kept = 0  # open <pre>: white space stays as it is

    def write(self, words: str) -> None:
        """Go on with the line."""
        self.line.append(words)
        self.has_words = self.has_words or bool(words.strip())

    def mark(self, sign: str) -> None:
        """A line of its own."""
        self.end_line()
        self.lines.append((self.quotes, sign))

    def end_line(self, *, blank: bool = False) -> None:
        """End the line; one that holds nothing but hard spaces is a blank line."""
        words = "".join(self.line)
        self.line.clear()
        self.has_words = False
        hard = "\xa0" in words
        words = words.replace("\xa0", " ")
        words = words.rstrip() if self.kept else _stripped(words)
        if words or blank or hard:
            self.lines.append((self.quotes, words))

    def paragraph(self) -> None:
        """End the line, with air below it."""
        self.end_line()
        if self.lines and self.lines[-1][1]:
            self.lines.append((self.quotes, ""))

    def taken(self, place: tuple[int, int]) -> str | None:
        """Take out of the line what came since this place; None when a line ended meanwhile."""
        line, at = place
        if line != len(self.lines) or at > len(self.line):
            return None
        words = "".join(self.line[at:])
        del self.line[at:]
        return words

    @property
    def place(self) -> tuple[int, int]:
        """Where the next words go."""
        return len(self.lines), len(self.line)

    def text(self) -> str:
        """The lines, with the signs of quotes before them, and never two blank ones together."""
        self.end_line()
        lines: list[str] = []
        for depth, words in self.lines:
            line = (">" * depth + " " + words).rstrip() if depth else words
            if words or (lines and lines[-1].strip("> ")):
                lines.append(line)
        return "\n".join(lines).strip("\n")


def _stripped(words: str) -> str:
    """Without white space around it, but for the indent of a list in a list."""
    begins = _INDENT.match(words)
    return (begins[0] if begins else "") + words.strip()
