"""Cuts rendered HTML into its outermost blocks, so that paragraphs can be numbered. Pure."""

from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "wbr"}


class _Cutter(HTMLParser):
    """Copies HTML as it is, and ends a block whenever the outermost element ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.blocks: list[str] = []
        self.current = ""
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 -- the base's signature
        self.current += self.get_starttag_text() or ""
        if tag in VOID:
            self.end_of_block()
        else:
            self.depth += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 -- the base's signature
        self.current += self.get_starttag_text() or ""
        self.end_of_block()

    def handle_endtag(self, tag: str) -> None:
        self.current += f"</{tag}>"
        self.depth -= 1
        self.end_of_block()

    def handle_data(self, data: str) -> None:
        self.current += data

    def handle_entityref(self, name: str) -> None:
        self.current += f"&{name};"

    def handle_charref(self, name: str) -> None:
        self.current += f"&#{name};"

    def end_of_block(self) -> None:
        if self.depth == 0 and self.current.strip():
            self.blocks.append(self.current.strip())
            self.current = ""


def paragraphs(html: str) -> list[str]:
    """The outermost blocks of HTML that `core.text.render` made, each exactly as it was.

    When the pieces do not make up the whole, the whole is given back: nothing is ever lost or
    changed by counting.
    """
    if not html.strip():
        return []
    cutter = _Cutter()
    cutter.feed(html)
    cutter.close()
    cut = [*cutter.blocks, *([cutter.current.strip()] if cutter.current.strip() else [])]
    whole = "".join(html.split())
    return cut if "".join("".join(cut).split()) == whole else [html]
