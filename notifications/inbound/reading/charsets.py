"""Bytes of a text part to text, whatever they say that they are."""

import re
from email.message import Message

# What mail programs send; a name outside this list is not given to Python, which knows stranger ones.
_KNOWN = re.compile(
    r"utf-?8|utf-?16(?:le|be)?|us-ascii|ascii|iso-8859-\d{1,2}|latin-?1|windows-125[0-8]|cp125[0-8]"
    r"|koi8-[ru]|gb2312|gbk|gb18030|big5|shift_jis|iso-2022-jp|euc-jp|euc-kr|macintosh"
)
_MARKS = re.compile("[\ue0f1-\ue0f3\x00]")  # of our own (html_marks.py), and of nobody
# Programs that say the one mean the other, as browsers know.
_MEANT = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "utf-8"}


def text_of(part: Message) -> str:
    """The text of a part, its lines ended by newlines; signs that cannot be read become "�"."""
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    text = re.sub("\r\n?", "\n", decoded(raw, _charset(part)))
    return _MARKS.sub("", text)


def decoded(raw: bytes, charset: str) -> str:
    """As the part says; as UTF-8, or else as Windows did it, where that cannot be."""
    for name in (_MEANT.get(charset, charset), "utf-8"):
        if _KNOWN.fullmatch(name):
            try:
                return raw.decode(name)
            except (UnicodeError, LookupError):
                continue
    return raw.decode("cp1252", "replace")


def _charset(part: Message) -> str:
    try:
        return str(part.get_content_charset("utf-8")).lower()
    except (LookupError, UnicodeError, ValueError, TypeError):
        return "utf-8"
