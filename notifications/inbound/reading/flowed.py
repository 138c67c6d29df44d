"""Lines that a mail program broke to send them, put together again (RFC 3676). Pure."""

SIGNATURE = "-- "


def unflowed(text: str, *, delsp: bool = False) -> str:
    """The paragraphs of a text that was sent as format=flowed."""
    lines: list[str] = []
    open_at = -1  # the depth of quotes of a line that goes on
    for line in text.split("\n"):
        depth, words = _quoted(line)
        if open_at == depth and words != SIGNATURE:
            lines[-1] += words
        else:
            lines.append(f"{'>' * depth} {words}" if depth else words)
        goes_on = words.endswith(" ") and words != SIGNATURE
        open_at = depth if goes_on else -1
        if goes_on and delsp:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _quoted(line: str) -> tuple[int, str]:
    words = line.lstrip(">")
    depth = len(line) - len(words)
    return depth, words.removeprefix(" ")
