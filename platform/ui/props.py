"""What a component declares: its props, its slots, and what it does before it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

Values = dict[str, object]
Prepare = Callable[[Values], Values]


@dataclass(frozen=True, slots=True)
class Prop:
    """One named value that a component accepts."""

    name: str
    doc: str
    kind: str = "text"
    default: object = ""
    required: bool = False
    choices: tuple[str, ...] = ()

    def allows(self, value: object) -> bool:
        """Tell whether the value is one of the choices, where there are choices."""
        return not self.choices or str(value) in self.choices


@dataclass(frozen=True, slots=True)
class Component:
    """One piece of the interface: a name, a template of that name, and what it accepts."""

    name: str
    doc: str
    props: tuple[Prop, ...] = ()
    slots: tuple[str, ...] = ()
    content: bool = False
    attrs: bool = False
    prepare: Prepare | None = None
    by_name: Mapping[str, Prop] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {prop.name: prop for prop in self.props})

    @property
    def template(self) -> str:
        """The file that draws this component."""
        return f"ui/{self.name}.html"

    def complaint(self, given: Iterable[str], *, block: bool) -> str:
        """Say in one sentence what is wrong with these prop names, or nothing."""
        names = list(given)
        if unknown := [n for n in names if n not in self.by_name and not self._passes(n)]:
            return f"Component '{self.name}' has no prop '{unknown[0]}'. {self.signature()}"
        if missing := [p.name for p in self.props if p.required and p.name not in names]:
            return f"Component '{self.name}' needs the prop '{missing[0]}'. {self.signature()}"
        if block and not (self.content or self.slots):
            return f"Component '{self.name}' takes no content; use {{% c %}}. {self.signature()}"
        return ""

    def signature(self) -> str:
        """List the accepted props and slots, required ones marked with a star."""
        props = ", ".join(p.name + ("*" if p.required else "") for p in self.props) or "none"
        extra = "; also id, data-*, hx-* and aria-*" if self.attrs else ""
        slots = f"; slots: {', '.join(self.slots)}" if self.slots else ""
        return f"It accepts: {props}{extra}{slots}."

    def _passes(self, name: str) -> bool:
        return self.attrs and (name == "id" or name.startswith(("data-", "hx-", "aria-")))
