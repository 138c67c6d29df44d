"""What somebody wrote in a mail, without what was quoted in it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from notifications.inbound.reading.boundary import Ours, boundary
from notifications.inbound.reading.html_marks import END, QUOTE, SIGNATURE
from notifications.inbound.reading.sayings import bare, is_attribution, is_separator
from notifications.inbound.reading.signature import without_signature

CONTEXT = 4  # quoted lines that stay above an answer to them
BROKEN = 68  # so long is a line of which the end fell to the next
_MARKS = str.maketrans("", "", QUOTE + SIGNATURE + END)


@dataclass(frozen=True)
class Words:
    """The text of a mail in two parts."""

    own: str
    left_out: str


@dataclass
class _Block:
    """Lines below our line that belong together: quoted, or not."""

    quoted: bool
    lines: list[str]


def own_words(text: str, is_ours: Ours) -> Words:
    """What the writer wrote: above our line; between the quotes; below them where nothing stands above."""
    lines = text.split("\n")
    end = boundary(lines, is_ours)
    top, below = lines[:end], lines[end:]
    written, out = without_signature(top)
    answers = _answers(below, is_ours, alone=not any(line.strip() for line in written))
    if any(is_ours(line) and not line.startswith(">") for line in below):
        answers = []  # our mail is quoted without signs: below our line its words and theirs look alike
    if answers:
        answers, more = without_signature(answers)
        out += more
    own = _joined(_joined(written), _joined(answers))
    return Words(own, _joined(out, [line.translate(_MARKS) for line in below]))


def _joined(*parts: Sequence[str] | str) -> str:
    texts = [part if isinstance(part, str) else _trimmed(part) for part in parts]
    return "\n\n".join(text for text in texts if text)


def _trimmed(lines: Sequence[str]) -> str:
    """Without blank lines before and after."""
    words = [n for n, line in enumerate(lines) if line.strip()]
    return "\n".join(lines[words[0] : words[-1] + 1]) if words else ""


def _answers(lines: Sequence[str], is_ours: Ours, *, alone: bool) -> list[str]:
    """Words between the quotes, each below the last lines of what it answers.

    What stands below the last quote counts only where nothing stands above the first: else it is
    what a mail server puts under all mail.
    """
    blocks = _blocks(lines)
    quotes = [n for n, block in enumerate(blocks) if block.quoted]
    if not quotes:
        return []
    found: list[str] = []
    for n in range(quotes[0] + 1, len(blocks)):
        last = n > quotes[-1]
        if blocks[n].quoted or (last and not alone) or not _is_written(blocks[n], is_ours):
            continue
        above = [] if last and not found and len(quotes) == 1 else _context(blocks[n - 1], is_ours)
        answer = _trimmed(blocks[n].lines).split("\n")
        found += [*([""] if found else []), *above, *([""] if above else []), *answer]
    return found


def _blocks(lines: Sequence[str]) -> list[_Block]:
    """Quoted and unquoted lines in turn; a blank line goes with what stands above it."""
    blocks: list[_Block] = []
    for line in lines:
        quoted = line.startswith(">")
        blank = not line.strip()
        ends_a_quote = bool(
            blocks
            and blocks[-1].quoted
            and not blank
            and len(blocks[-1].lines[-1]) >= BROKEN
            and len(line) < BROKEN
        )
        if blocks and (blank or blocks[-1].quoted == quoted or ends_a_quote):
            blocks[-1].lines.append(line)
        else:
            blocks.append(_Block(quoted, [line]))
    return blocks


def _is_written(block: _Block, is_ours: Ours) -> bool:
    words = [line for line in block.lines if bare(line).translate(_MARKS)]
    return any(
        not is_attribution(line) and not is_separator(line) and not is_ours(line) for line in words
    )


def _context(block: _Block, is_ours: Ours) -> list[str]:
    """The last quoted paragraph above an answer; none that holds an address, for those are keys."""
    lines = block.lines[: _last_words(block.lines)]
    last = max((n for n, line in enumerate(lines) if not bare(line)), default=-1)
    plain = [line for line in lines[last + 1 :] if "://" not in line and not is_ours(line)]
    plain = [line for line in plain if not is_attribution(line)]
    return ["> " + line.lstrip("> ") for line in plain[-CONTEXT:]]


def _last_words(lines: Sequence[str]) -> int:
    return max((n + 1 for n, line in enumerate(lines) if bare(line)), default=0)
