"""The papers beside the code say what is true."""

import configparser
import re
import tomllib
from pathlib import Path

import pytest
import yaml

from deploy.up import UVICORN

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "platform" / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())


def test_publiccode_says_what_the_standard_asks():
    text = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert text["publiccodeYmlVersion"] == "0.4"
    assert text["softwareVersion"] == project["version"]
    assert text["legal"]["license"] == project["license"]["text"] == "EUPL-1.2"
    assert set(text["description"]) == {"nl", "en"}
    for words in text["description"].values():
        assert len(words["shortDescription"]) <= 150
        assert 150 <= len(words["longDescription"]) <= 10_000


def test_the_licence_is_whole():
    text = (ROOT / "LICENSE").read_text()

    assert text.startswith("# EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert re.findall(r"^## (\d+)\. ", text, re.MULTILINE) == [str(n) for n in range(1, 16)]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_units_can_be_read(unit):
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str

    parser.read(unit)

    assert parser["Unit"]["Description"].startswith("Klankbord, ")
    for line in unit.read_text().splitlines():
        module = re.search(r"python -m (deploy\.\w+)", line)
        assert not module or (ROOT / "platform" / (module[1].replace(".", "/") + ".py")).exists()


def test_the_worker_alone_gets_the_signal_and_time_to_finish(settings):
    text = (DEPLOY / "systemd" / "klankbord-worker.service").read_text()

    assert "\nKillMode=mixed\n" in text
    patience = int(re.search(r"^TimeoutStopSec=(\d+)$", text, re.MULTILINE)[1])
    assert patience > settings.Q_CLUSTER["timeout"]
    compose = yaml.safe_load((DEPLOY / "container" / "compose.yaml").read_text())
    assert compose["services"]["worker"]["stop_grace_period"] == f"{patience}s"
    assert "init" not in compose["services"]["worker"]


def test_the_server_runs_with_the_same_options_everywhere():
    shared = ["--lifespan off", "--ws live.wire:LiveProtocol", "--ws-max-size 65536"]
    service = (DEPLOY / "systemd" / "klankbord-web.service").read_text()
    container = (DEPLOY / "container" / "Containerfile").read_text()
    for option in [*shared, "--ws-per-message-deflate false"]:
        name, value = option.split()
        assert option in " ".join(UVICORN)
        assert option in service
        assert f'"{name}", "{value}"' in container


def test_the_image_holds_every_package_and_no_latest():
    text = (DEPLOY / "container" / "Containerfile").read_text()
    compose = (DEPLOY / "container" / "compose.yaml").read_text()

    copied = re.findall(r"^COPY (\S+)", text, re.MULTILINE)
    assert copied == [
        *("requirements.txt", "manage.py", "platform", "reviews", "sessions", "notifications"),
        "templates",
    ]
    assert ":latest" not in text + compose
