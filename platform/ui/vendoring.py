"""Fetch the front-end packages again: `make vendor` (needs npm; standard library only).

Every package is fixed at one version and its published hash; only the files that the product serves are kept,
unchanged, beside the licence. The lock file says what each file must be.
"""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "static" / "vendor"
LOCK = FOLDER / "vendor.lock.json"
KEEP = {
    "@nl-design-system-candidate/button-css": ("1.1.0", "dist/button.css"),
    "@nl-design-system-candidate/link-css": ("2.0.3", "dist/link.css"),
    "@nl-design-system-candidate/heading-css": ("1.1.3", "dist/heading.css"),
    "@nl-design-system-candidate/paragraph-css": ("2.1.3", "dist/paragraph.css"),
    "@nl-design-system-candidate/skip-link-css": ("1.0.5", "dist/skip-link.css"),
    "@nl-design-system-candidate/data-badge-css": ("1.0.5", "dist/data-badge.css"),
    "@nl-design-system-candidate/number-badge-css": ("1.1.5", "dist/number-badge.css"),
    "@utrecht/form-field-css": ("3.0.1", "dist/index.css"),
    "@utrecht/form-field-description-css": ("3.0.1", "dist/index.css"),
    "@utrecht/form-field-error-message-css": ("3.0.1", "dist/index.css"),
    "@utrecht/form-label-css": ("3.0.1", "dist/index.css"),
    "@utrecht/textbox-css": ("4.0.1", "dist/index.css"),
    "@utrecht/textarea-css": ("4.0.1", "dist/index.css"),
    "@utrecht/checkbox-css": ("3.0.1", "dist/index.css"),
    "@utrecht/radio-button-css": ("3.0.1", "dist/index.css"),
    "@utrecht/select-css": ("3.0.1", "dist/index.css"),
    "@utrecht/alert-css": ("4.0.2", "dist/index.css"),
    "@utrecht/breadcrumb-nav-css": ("3.0.1", "dist/index.css"),
    "@utrecht/table-css": ("3.0.1", "dist/index.css"),
    "@utrecht/blockquote-css": ("3.0.1", "dist/index.css"),
    "@utrecht/pagination-css": ("3.0.1", "dist/index.css"),
    "@github/markdown-toolbar-element": ("2.2.3", "dist/index.js"),
    "@fontsource-variable/atkinson-hyperlegible-next": ("5.3.0", "files/"),
}


def folder_name(name: str, version: str) -> str:
    """`@utrecht/alert-css`, `4.0.2` lives in `utrecht-alert-css-4.0.2`."""
    return f"{name.removeprefix('@').replace('/', '-')}-{version}"


def fetch_all() -> None:
    """Fetch every package, keep what is used, write the lock."""
    with tempfile.TemporaryDirectory() as workplace:
        entries = [_fetch(name, *wanted, Path(workplace)) for name, wanted in sorted(KEEP.items())]
    LOCK.write_text(json.dumps({"packages": entries}, indent=1) + "\n")
    sys.stdout.write(f"{len(entries)} packages in {FOLDER}\n")


def _fetch(name: str, version: str, keep: str, workplace: Path) -> dict[str, Any]:
    packed = subprocess.run(  # noqa: S603 -- fixed command, fixed names
        ["npm", "pack", "--json", f"{name}@{version}"],  # noqa: S607 -- npm from the path
        cwd=workplace, check=True, capture_output=True, text=True,
    )  # fmt: skip
    said = json.loads(packed.stdout)[0]
    archive = workplace / said["filename"]
    integrity = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if integrity != said["integrity"] or _locked(name, version) not in ("", integrity):
        raise SystemExit(f"{name} {version} is not what was published: {integrity}")
    target = FOLDER / folder_name(name, version)
    files, licence = _unpack(archive, keep, target)
    return {"name": name, "version": version, "licence": licence, "source": "npm",
            "integrity": integrity, "files": files}  # fmt: skip


def _locked(name: str, version: str) -> str:
    if not LOCK.exists():
        return ""
    packages = json.loads(LOCK.read_text())["packages"]
    return next(
        (p["integrity"] for p in packages if (p["name"], p["version"]) == (name, version)), ""
    )


def _unpack(archive: Path, keep: str, target: Path) -> tuple[dict[str, str], str]:
    files: dict[str, str] = {}
    licence = ""
    with tarfile.open(archive) as tar:
        for member in tar.getmembers():
            path = member.name.removeprefix("package/")
            stream = tar.extractfile(member)
            if stream is None:
                continue
            if path == "package.json":
                licence = json.loads(stream.read())["license"]
            elif path.startswith((keep, "LICENSE")):
                files[path] = _write(target / path, stream.read())
    return dict(sorted(files.items())), licence


def _write(path: Path, data: bytes) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return hashlib.sha512(data).hexdigest()


if __name__ == "__main__":
    fetch_all()
