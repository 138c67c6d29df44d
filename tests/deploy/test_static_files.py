"""Static files are collected once, and again when one changes."""

import os
import time

import pytest
from django.contrib.staticfiles.finders import get_finder

from deploy import static_files


@pytest.fixture
def sources(settings, tmp_path):
    (tmp_path / "sources").mkdir()
    (tmp_path / "collected").mkdir()
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [tmp_path / "sources"]
    settings.STATIC_ROOT = tmp_path / "collected"
    (tmp_path / "sources" / "page.css").write_text("a {}")
    get_finder.cache_clear()
    yield tmp_path / "sources"
    get_finder.cache_clear()


def test_files_are_collected_once(sources, settings):
    assert [static_files.collect(), static_files.collect()] == [True, False]
    assert (settings.STATIC_ROOT / "page.css").read_text() == "a {}"


def test_a_changed_file_is_collected_again(sources, settings):
    static_files.collect()

    (sources / "page.css").write_text("a { color: red }")
    os.utime(sources / "page.css", (time.time() + 5, time.time() + 5))  # not in the same second

    assert static_files.collect()
    assert (settings.STATIC_ROOT / "page.css").read_text() == "a { color: red }"
