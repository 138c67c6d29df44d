"""People and organisations: initials on a tint of their side of the helix."""

from __future__ import annotations

from ui.props import Component, Prop, Values

SECTORS = ("", "business", "knowledge", "government", "partner", "programme")


def initials(name: str) -> str:
    """First letters of the first and last word: 'Ada de Boer' gives 'AB'."""
    words = [word for word in name.replace("-", " ").split() if word[:1].isalnum()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def _person(values: Values) -> Values:
    return {"initials": initials(str(values["name"]))}


COMPONENTS = (
    Component(
        "person",
        "One person: initials, name, organisation or capacity.",
        (
            Prop("name", "Full name.", required=True),
            Prop("org", "Organisation, region or capacity."),
            Prop("sector", "Side of the helix, for the tint.", choices=SECTORS),
            Prop("href", "The person's page.", kind="url"),
            Prop("size", "How large.", choices=("", "small", "large", "face")),
            Prop("here", "Is on this page now.", kind="bool", default=False),
        ),
        slots=("meta",),
        attrs=True,
        prepare=_person,
    ),
    Component(
        "avatar_group",
        "Faces in a row. Content: person with size='face'.",
        (Prop("label", "Who these are, for screen readers.", required=True),
         Prop("more", "How many are not shown.", kind="number", default=0)),
        content=True,
        attrs=True,
    ),
    Component(
        "org",
        "One organisation or region with the tint of its sector.",
        (
            Prop("name", "Its name.", required=True),
            Prop("sector", "Side of the helix.", choices=SECTORS),
            Prop("sector_label", "The sector in words."),
            Prop("href", "Its page.", kind="url"),
        ),
        attrs=True,
    ),
)  # fmt: skip
