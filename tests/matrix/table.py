"""The table of expected answers: one line an address and method, one column a person of the demo."""

from pathlib import Path

from front.demo.accounts import ACCOUNTS

FILE = Path(__file__).with_name("table.txt")
PEOPLE = ["nobody", *(account.key for account in ACCOUNTS)]
METHODS = ("GET", "POST")
WIDTH = 9

Answers = dict[tuple[str, str], list[str]]


def write(answers: Answers) -> str:
    """The table as text."""
    longest = max(len(name) for name, _method in answers)
    head = f"{'address':<{longest}} {'':<4} " + " ".join(
        f"{who[:8]:<{WIDTH - 1}}" for who in PEOPLE
    )
    lines = [
        f"{name:<{longest}} {method:<4} " + " ".join(f"{answer:<{WIDTH - 1}}" for answer in row)
        for (name, method), row in answers.items()
    ]
    return "\n".join(line.rstrip() for line in [head, *lines]) + "\n"


def read(text: str) -> Answers:
    """What `write` wrote."""
    rows = [line.split() for line in text.splitlines()[1:] if line]
    return {(row[0], row[1]): row[2:] for row in rows}
