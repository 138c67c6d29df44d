"""No template holds words that nobody can translate."""

import re

from django.conf import settings

TEMPLATES = settings.BASE_DIR / "templates"
GALLERY = (
    TEMPLATES / "ui" / "gallery"
)  # examples for those who build pages, with words of their own
LOOKS = re.compile(r"{%\s*block body_class\s*%}.*?{%\s*endblock\s*%}")
TRANSLATED = re.compile(r"{%\s*blocktranslate.*?endblocktranslate\s*%}", re.DOTALL)
UNSEEN = re.compile(
    r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|{%.*?%}|{{.*?}}|<!--.*?-->|<(style|script)\b.*?</\1>",
    re.DOTALL,
)
SPOKEN = re.compile(r'\b(?:alt|aria-label|placeholder|title)="([^"]*)"')
COMPONENT = re.compile(r"{%\s*(?:c|cblock)\s.*?%}")
GIVEN = re.compile(
    r'[ (](?:label|title|text|hint|intro|caption|who|eyebrow|term|confirm)="([^"]*)"'
)
KEY = re.compile(r"<kbd>[A-Z][a-z]*</kbd>")  # what stands on a key is the same everywhere
TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"[^\W\d_]{2,}")
NAMES = {
    "Klankbord",
    "Nederlands",
    "English",
    "nbsp",
    "middot",
    "ndash",
    "mdash",
    "hellip",
    "rarr",
    "larr",
    "shy",
    "amp",
}


def words(path):
    source = LOOKS.sub(" ", TRANSLATED.sub(" ", path.read_text()))
    text = KEY.sub(" ", UNSEEN.sub(" ", source))
    spoken = " ".join([*SPOKEN.findall(text), *GIVEN.findall(" ".join(COMPONENT.findall(source)))])
    return [word for word in WORD.findall(f"{TAG.sub(' ', text)} {spoken}") if word not in NAMES]


def pages():
    found = [*TEMPLATES.rglob("*.html"), *TEMPLATES.rglob("*.txt")]
    return sorted(path for path in found if GALLERY not in path.parents and path.stem != "gallery")


def test_every_word_of_a_template_can_be_translated():
    found = {str(page.relative_to(TEMPLATES)): words(page) for page in pages()}

    assert len(found) > 100
    assert {page: said for page, said in found.items() if said} == {}
