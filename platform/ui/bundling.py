"""One style sheet of all parts: `make styles` after a change in styles/ (standard library only).

The browser gets one file: an import inside a style sheet costs one more trip, and tools that check pages
copy imported sheets into the page, which our content security policy rightly refuses.
"""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).resolve().parent
INDEX = HERE / "styles" / "index.css"
BUNDLE = HERE / "static" / "ui" / "ui.css"
IMPORT = re.compile(r'@import url\("([^"]+)"\)(?: layer\((\w+)\))?;')
HEAD = "/* Made by platform/ui/bundling.py from platform/ui/styles/; change it there. */\n"


def bundle() -> str:
    """All parts in the order of the index, each in its layer."""
    index = INDEX.read_text()
    layers = re.search(r"@layer [^;]+;", index)
    parts = [_part(path, layer) for path, layer in IMPORT.findall(index)]
    return HEAD + (layers[0] + "\n" if layers else "") + "\n".join(parts)


def _part(path: str, layer: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", (INDEX.parent / path).read_text(), flags=re.DOTALL)
    css = re.sub(r"\n\s*\n+", "\n", css).strip() + "\n"
    return f"@layer {layer} {{\n{css}}}\n" if layer else css


if __name__ == "__main__":
    BUNDLE.write_text(bundle())
