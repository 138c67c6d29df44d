"""No trap without a test."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.parametrize("number", range(1, 19))
def test_every_trap_is_played_by_a_test_that_is_named_after_it(number):
    files = list(HERE.glob(f"test_{number:02}_*.py"))

    assert len(files) == 1
    assert "def test_" in files[0].read_text()
    assert f"| {number} | " in (HERE / "README.md").read_text()
