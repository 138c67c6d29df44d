"""What workers do for this app; each may run twice without harm."""


def make(export_id: int) -> bool:
    """Make one file."""
    from reports import actions  # noqa: PLC0415 -- leaf

    return actions.make(export_id)


def sweep() -> int:
    """Remove old files."""
    from reports import actions  # noqa: PLC0415 -- leaf

    return actions.sweep()
