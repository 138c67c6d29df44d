"""A draft as plain text, to copy or keep."""

from reviews.checks import is_empty
from reviews.queries.desk import Desk


def draft_as_text(desk: Desk) -> str:
    """Every answer under its question; empty when nothing was written."""
    lines: list[str] = []
    for section, blocks in desk.sheet.parts:
        found = []
        for block in blocks:
            for control in block.controls:
                value = desk.values.get(control.key)
                if not is_empty(value):
                    found += [f"{control.label}", _plain(value, dict(control.options)), ""]
        if found:
            title = str(section.title)
            lines += [title, "=" * len(title), "", *found]
    return "\n".join(lines)


def _plain(value: object, labels: dict[str, str]) -> str:
    if isinstance(value, list):
        return ", ".join(labels.get(str(item), str(item)) for item in value)
    if value is True:
        return "x"
    return labels.get(str(value), str(value))
