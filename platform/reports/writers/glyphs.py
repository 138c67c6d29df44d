"""Signs that no face can show, said in words: a smiling face is no empty box."""

import re
import unicodedata
from functools import cache

import typst

# Latin, Greek, Cyrillic and common punctuation are in the faces; anything else is tried once.
_RARE = re.compile(
    "[^\n\t -~\u00a0-\u017f\u0391-\u03c9\u0410-\u044f\u2010-\u2027\u2030-\u203a€™→✓\u200b]"
)
MOST = 400  # different rare signs that are worth a look, in one report
_TRY = b'#set text(font: "Libertinus Serif")\n#set document(title: "x")\n#sys.inputs.signs'


def shown(text: str, fonts: typst.Fonts) -> str:
    """The text with the name of each sign that cannot be shown: [grinning face]."""
    rare = sorted(set(_RARE.findall(text)))
    if not rare:
        return text
    missing = _missing(tuple(rare[:MOST]), fonts)
    return text.translate({ord(sign): _in_words(sign) for sign in missing})


@cache
def _missing(signs: tuple[str, ...], fonts: typst.Fonts) -> frozenset[str]:
    """Those that the faces do not have; found by halving, and remembered."""
    if _fits(signs, fonts):
        return frozenset()
    if len(signs) == 1:
        return frozenset(signs)
    half = len(signs) // 2
    return _missing(signs[:half], fonts) | _missing(signs[half:], fonts)


def _fits(signs: tuple[str, ...], fonts: typst.Fonts) -> bool:
    try:
        typst.compile(
            _TRY, font_paths=fonts, sys_inputs={"signs": " ".join(signs)}, pdf_standards="ua-1"
        )
    except typst.TypstError:
        return False
    return True


def _in_words(sign: str) -> str:
    if unicodedata.category(sign)[0] in "CM" or sign == "\ufe0f":
        return ""  # joins or varies what stands beside it
    name = unicodedata.name(sign, "").lower()
    return f"[{name}]" if name and len(name) < 50 else "□"
