"""A desk in a process of its own: South's plan in June, with Ada as its reviewer."""

from pathlib import Path

import httpx
import pytest

from reviews.controls import Control, Shape
from reviews.text_form import Entry, parse, value_of
from tests.live import site

SEED = """
import json
from tests.people import make_cast
from tests.reviews.stage import set_stage
from tests.live.conftest import cookie_of
stage = set_stage(make_cast())
people = {"ada": {"id": stage.cast.ada.pk, "cookie": cookie_of(stage.cast.ada)}}
print("SEED" + json.dumps({"thread": stage.ada.pk, "people": people}))
"""


class DeskSite(site.Site):
    """The site, and Ada's draft as the server has it."""

    def __init__(self, folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(site, "SEED", SEED)
            super().__init__(folder)
        self.start()
        self.task = self.thread
        self.address = f"http://localhost:{self.ports[0]}"
        self.path = f"/reviews/write/{self.task}/"
        self.ada = self.client("ada")
        self.ada.headers["Accept-Language"] = "en"

    def entries(self) -> dict[str, Entry]:
        """What the server has, from the text form."""
        answer: httpx.Response = self.ada.get(f"{self.path}draft.txt")
        return parse(answer.text).entries

    def kept(self, key: str = "core") -> str | None:
        """One answer as the server has it."""
        value: str | None = value_of(self.entries()[key], Control(key, Shape.TEXT, ""))[0]
        return value

    def clear(self) -> None:
        """An empty desk for the next test; what a window that just closed sent may still arrive."""
        for key in ("core", "probing"):
            for _try in range(5):
                revision = self.entries()[key].revision
                sent = {"key": key, key: "", f"rev-{key}": str(revision)}
                if self.ada.post(f"{self.path}field/", data=sent).status_code == httpx.codes.OK:
                    break

    def stop(self) -> None:
        """Ada leaves, and the site stops."""
        self.ada.close()
        super().stop()
