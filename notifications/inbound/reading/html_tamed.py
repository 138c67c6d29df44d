"""The HTML of strangers, made so that the parser reads it in time that grows with its length alone. Pure."""


def tamed(source: str) -> str:
    """Without comments, and without tags that never close: the parser looks for each end to the end of the text."""
    parts: list[str] = []
    done = 0
    while (start := source.find("<!--", done)) >= 0:
        parts.append(source[done:start])
        end = source.find("-->", start)
        done = end + 3 if end >= 0 else len(source)
    source = "".join([*parts, source[done:]])
    closed = source.rfind(">") + 1
    return source[:closed] + source[closed:].replace("<", "&lt;")
