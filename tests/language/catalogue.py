"""Reads a .po file: enough of the format to look at every sentence."""

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path

LINE = re.compile(r'^(?:(msgctxt|msgid|msgid_plural|msgstr)(?:\[(\d)\])? )?(".*")$')


@dataclass
class Entry:
    """One sentence: in English, and in Dutch."""

    flags: str = ""
    parts: dict[str, str] = field(default_factory=dict)

    @property
    def english(self):
        return self.parts.get("msgid", "")

    @property
    def key(self):
        return (self.parts.get("msgctxt"), self.english, self.parts.get("msgid_plural"))

    @property
    def dutch(self):
        return [text for name, text in self.parts.items() if name.startswith("msgstr")]

    def compiled(self):
        """As a .mo file holds it: from key to text, for each plural."""
        context = self.parts.get("msgctxt")
        name = self.english if context is None else f"{context}\x04{self.english}"
        if "msgid_plural" not in self.parts:
            return {name: self.parts["msgstr"]}
        return {(name, number): text for number, text in enumerate(self.dutch)}


def read(path):
    """Every entry of a catalogue; the one without English is its header."""
    blocks = Path(path).read_text().split("\n\n")
    return [entry for block in blocks if (entry := _entry(block)).parts]


def _entry(block):
    entry, current = Entry(), ""
    for line in block.splitlines():
        if line.startswith("#,"):
            entry.flags += line
        if found := LINE.match(line):
            name, number, text = found.groups()
            current = (f"{name}{number or ''}") if name else current
            entry.parts[current] = entry.parts.get(current, "") + ast.literal_eval(text)
    return entry
