"""Gather every sentence of the sources into the Dutch catalogue, and compile it.

Templates are turned into Python-like text by Django, in a folder of their own, so that the work tree
stays as it is. A sentence that is new comes in without translation, never with a guessed one.
"""

import os
import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from deploy.shell import ROOT, say, stop

CATALOGUE = ROOT / "platform" / "locale" / "nl" / "LC_MESSAGES" / "django.po"
TOPS = ("platform", "reviews", "sessions", "notifications", "templates")
SKIP = {"migrations", "static", "docs", "locale", "deploy", "vendor", "__pycache__"}
KEYWORDS = (
    *("gettext_noop", "gettext_lazy", "ngettext_lazy:1,2"),
    *("pgettext:1c,2", "pgettext_lazy:1c,2", "npgettext:1c,2,3", "npgettext_lazy:1c,2,3"),
)
LOOKS = ("--sort-by-file", "--add-location=file", "--width=100")
MADE_AT = re.compile(r'^"POT-Creation-Date:.*\n', re.MULTILINE)


def main() -> None:
    """Extract, merge, compile, and say how many sentences wait for Dutch."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    with TemporaryDirectory() as folder:
        fresh = Path(folder) / "django.pot"
        extract(fresh)
        merge(fresh, CATALOGUE)
    compile_catalogue(CATALOGUE)
    say(_program("msgfmt", "--statistics", "-o", os.devnull, CATALOGUE).strip())


def extract(template: Path) -> None:
    """Write a catalogue without translations, of every sentence in the sources."""
    with TemporaryDirectory() as folder:
        names = [_copy(path, Path(folder)) for path in sources()]
        listing = Path(folder) / "names"
        listing.write_text("\n".join(names))
        keywords = [f"--keyword={word}" for word in KEYWORDS]
        options = ["--language=Python", "--from-code=UTF-8", "--add-comments=Translators", *LOOKS]
        where = [f"--directory={folder}", f"--files-from={listing}", f"--output={template}"]
        _program("xgettext", *options, *keywords, *where)
    text = template.read_text().replace("charset=CHARSET", "charset=UTF-8")
    template.write_text(MADE_AT.sub("", text))


def sources() -> list[Path]:
    """Every file of ours that may hold a sentence, in a fixed order."""
    found = (path for top in TOPS for path in (ROOT / top).rglob("*") if path.is_file())
    ours = (path for path in found if path.suffix in {".py", ".html", ".txt"})
    return sorted(path for path in ours if not SKIP & set(path.relative_to(ROOT).parts))


def merge(template: Path, catalogue: Path) -> None:
    """Take over what is new, drop what is gone, guess nothing."""
    options = ["--quiet", "--update", "--backup=none", "--no-fuzzy-matching", *LOOKS]
    _program("msgmerge", *options, catalogue, template)
    _program("msgattrib", "--no-obsolete", *LOOKS, "-o", catalogue, catalogue)
    catalogue.write_text(MADE_AT.sub("", catalogue.read_text()))


def compile_catalogue(catalogue: Path) -> None:
    """The file that runs: in the repository, because a plain Debian has no msgfmt."""
    _program("msgfmt", "--check-format", "-o", catalogue.with_suffix(".mo"), catalogue)


def _copy(source: Path, folder: Path) -> str:
    from django.utils.translation import templatize  # noqa: PLC0415 -- after the settings are named

    name = str(source.relative_to(ROOT))
    text = source.read_text()
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text if source.suffix == ".py" else templatize(text, origin=name))
    return name


def _program(name: str, *arguments: str | Path) -> str:
    command = [name, *(str(part) for part in arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        stop(f"{name} stopped: {done.stderr.strip()}")
    return done.stdout + done.stderr


if __name__ == "__main__":
    main()
