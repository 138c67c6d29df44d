"""What a matching refuses. Plain, so that the pages can word it in the reader's language."""

from sessions.matching.found import Blocked


class Impossible(Exception):
    """No set of pairs keeps all hard rules. `blocked` says which rules collide, and what helps."""

    def __init__(self, blocked: Blocked) -> None:
        self.blocked = blocked
        super().__init__(", ".join(rule.kind for rule in blocked.rules))
