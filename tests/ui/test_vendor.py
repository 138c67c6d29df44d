"""What we took from others is exactly what they published, with its licence."""

import hashlib
import json
import re
from pathlib import Path

import ui
from ui.bundling import BUNDLE, INDEX, bundle
from ui.icons import ICONS
from ui.vendoring import FOLDER, KEEP, LOCK, folder_name

STATIC = Path(ui.__file__).parent / "static" / "ui"
STYLES = INDEX.parent
PACKAGES = json.loads(LOCK.read_text())["packages"]
LICENCES = {"EUPL-1.2", "OFL-1.1", "MIT"}


def test_every_file_is_the_one_in_the_lock():
    found = {
        str(p.relative_to(FOLDER)): hashlib.sha512(p.read_bytes()).hexdigest()
        for p in FOLDER.rglob("*")
        if p.is_file()
    }
    del found[LOCK.name]

    locked = {
        f"{folder_name(p['name'], p['version'])}/{path}": digest
        for p in PACKAGES
        for path, digest in p["files"].items()
    }
    assert found == locked


def test_the_lock_holds_the_packages_that_are_kept():
    assert {p["name"]: p["version"] for p in PACKAGES} == {
        name: version for name, (version, _) in KEEP.items()
    }


def test_every_package_has_a_licence_that_we_may_use():
    assert {p["licence"] for p in PACKAGES} <= LICENCES
    assert [
        p["name"] for p in PACKAGES if not any(path.startswith("LICENSE") for path in p["files"])
    ] == []
    assert all(re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", p["integrity"]) for p in PACKAGES)


def test_every_style_sheet_that_was_taken_is_used():
    sheet = INDEX.read_text()
    taken = [p for p in PACKAGES if p["name"].endswith("-css")]

    assert [p["name"] for p in taken if folder_name(p["name"], p["version"]) not in sheet] == []


def test_every_part_of_the_style_is_imported_and_exists():
    imported = re.findall(r'@import url\("([^"]+)"\)', INDEX.read_text())

    assert [path for path in imported if not (STYLES / path).exists()] == []
    assert {p.name for p in STYLES.glob("*.css")} - {INDEX.name} <= set(imported)


def test_the_bundle_is_made_of_the_parts_as_they_are():
    assert bundle() == BUNDLE.read_text(), "run: make styles"


def test_the_sprite_holds_exactly_the_icons():
    ids = re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text())

    assert sorted(ids) == sorted(ICONS)
