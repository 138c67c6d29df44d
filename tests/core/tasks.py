"""Tasks for the tests of the queue."""

ran: list[tuple[int | str, ...]] = []


def note(*ids: int | str) -> None:
    """Remember that it ran."""
    ran.append(ids)


def fail(*ids: int | str) -> None:
    """Go wrong."""
    raise ValueError(ids)
