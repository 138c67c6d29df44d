"""Every pinned package carries a hash: pip refuses a mix, and then nobody can install."""

from deploy.shell import ROOT, stop

FILES = ("requirements.txt", "requirements-dev.txt")


def unhashed(text: str) -> list[str]:
    """The pins of a requirements file that have no hash."""
    joined = text.replace("\\\n", " ")
    lines = [line.strip() for line in joined.splitlines()]
    pins = [line for line in lines if line and not line.startswith(("#", "-"))]
    return [line.split()[0] for line in pins if "==" not in line or "--hash=sha256:" not in line]


def main() -> None:
    """Stop at the first pin without a hash."""
    for name in FILES:
        bare = unhashed((ROOT / name).read_text())
        if bare:
            stop(f"{name} has pins without a hash: {', '.join(bare)}.", 1)


if __name__ == "__main__":
    main()
