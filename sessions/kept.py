"""Rules of a matching as they are kept with a proposal, and read again. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sessions.matching.found import Blocked, Missing, Rule, RuleKind
from sessions.matching.given import Side


@dataclass(frozen=True)
class Kept:
    """What cannot be: a place that stays empty, or without one all of it; what blocks and would help."""

    missing: Missing | None
    rules: tuple[Rule, ...] = ()
    loosen: tuple[Rule, ...] = ()
    nobody: bool = False  # whether nobody can fill it, whatever is loosened


def keep(missing: Missing | None, blocked: Blocked | None) -> dict[str, Any]:
    """As it goes into the database."""
    return {
        "plan": missing.dossier if missing else None,
        "side": missing.side.value if missing else None,
        "short": missing.short if missing else 0,
        "rules": [_data(rule) for rule in blocked.rules] if blocked else [],
        "loosen": [_data(rule) for rule in blocked.loosen] if blocked else [],
        "nobody": bool(blocked and blocked.nobody),
    }


def read(rows: Sequence[Mapping[str, Any]]) -> list[Kept]:
    """As it comes out of the database."""
    return [
        Kept(
            Missing(row["plan"], Side(row["side"]), row["short"]) if row["side"] else None,
            tuple(_rule(one) for one in row["rules"]),
            tuple(_rule(one) for one in row["loosen"]),
            nobody=row.get("nobody", False),
        )
        for row in rows
    ]


def _data(rule: Rule) -> dict[str, Any]:
    side = rule.side.value if rule.side else None
    return {
        "kind": rule.kind.value,
        "plan": rule.dossier,
        "person": rule.reviewer,
        "other": rule.other,
        "side": side,
    }


def _rule(data: Mapping[str, Any]) -> Rule:
    return Rule(
        RuleKind(data["kind"]),
        dossier=data["plan"],
        reviewer=data["person"],
        other=data["other"],
        side=Side(data["side"]) if data["side"] else None,
    )
