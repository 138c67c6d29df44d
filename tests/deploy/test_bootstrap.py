"""The small decisions of the commands, each without installing anything."""

import socket

import pytest

from deploy import bootstrap, machine, pins, port, services, setup, up


@pytest.fixture
def taken_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_the_next_free_port_is_taken_when_none_is_asked(monkeypatch, taken_port):
    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.setattr(port, "FIRST", taken_port)

    assert taken_port < port.choose() <= taken_port + port.TRIES


def test_the_asked_port_is_used(monkeypatch, taken_port):
    free = next(number for number in range(taken_port + 1, 65535) if port.is_free(number))
    monkeypatch.setenv("PORT", str(free))

    assert port.choose() == free


def test_an_asked_port_that_is_taken_stops_with_a_sentence(monkeypatch, capsys, taken_port):
    monkeypatch.setenv("PORT", str(taken_port))

    with pytest.raises(SystemExit) as stopped:
        port.choose()

    assert stopped.value.code == 2
    assert capsys.readouterr().err == (
        f"Klankbord: port {taken_port} is taken; set PORT to another one.\n"
    )


@pytest.mark.parametrize("value", ["http", "0", "70000", "-1"])
def test_a_port_that_is_none_stops_with_a_sentence(monkeypatch, capsys, value):
    monkeypatch.setenv("PORT", value)

    with pytest.raises(SystemExit):
        port.choose()

    assert capsys.readouterr().err == (
        f"Klankbord: PORT is '{value}'; set it to a number from 1 to 65535.\n"
    )


def test_what_cannot_be_installed_is_named_in_one_command(monkeypatch):
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000)

    assert machine.install("python3-venv") is False
    assert machine.command_for(["python3-venv"]) == (
        "sudo apt-get update && sudo apt-get install -y python3-venv"
    )


def test_without_chromium_the_browser_tests_are_left_out_with_one_line(monkeypatch, capsys):
    monkeypatch.setenv("CHROMIUM", "no-such-browser")
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000)
    monkeypatch.delenv("CI", raising=False)

    assert bootstrap._choice() == ["-m", "not benchmark and not browser"]
    assert capsys.readouterr().out == (
        "No Chromium here, so the browser tests are left out; to play them run: "
        "sudo apt-get update && sudo apt-get install -y chromium\n"
    )


def test_in_ci_a_missing_chromium_is_a_failure(monkeypatch, capsys):
    monkeypatch.setenv("CHROMIUM", "no-such-browser")
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000)
    monkeypatch.setenv("CI", "true")

    with pytest.raises(SystemExit) as stopped:
        bootstrap._choice()

    assert stopped.value.code == 2
    assert "CI plays the browser tests too" in capsys.readouterr().err


def test_without_gettext_one_line_says_what_nobody_looks_for(monkeypatch, capsys):
    monkeypatch.setattr(machine.shutil, "which", lambda name: None)
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000)
    monkeypatch.delenv("CI", raising=False)

    bootstrap._gettext_choice()

    assert capsys.readouterr().out == (
        "No gettext here, so nobody looks for sentences without Dutch; to do so run: "
        "sudo apt-get update && sudo apt-get install -y gettext\n"
    )


def test_in_ci_missing_gettext_is_a_failure(monkeypatch, capsys):
    monkeypatch.setattr(machine.shutil, "which", lambda name: None)
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000)
    monkeypatch.setenv("CI", "true")

    with pytest.raises(SystemExit) as stopped:
        bootstrap._gettext_choice()

    assert stopped.value.code == 2
    assert "CI looks for sentences without Dutch too" in capsys.readouterr().err


def test_the_second_leg_stops_where_no_database_answers(monkeypatch, capsys, taken_port):
    monkeypatch.setenv("DATABASE_URL", "postgres://postgres@127.0.0.1:1/klankbord")
    monkeypatch.setenv("REDIS_URL", f"redis://127.0.0.1:{taken_port}/0")
    monkeypatch.setattr(services, "PATIENCE", 0)

    with pytest.raises(SystemExit) as stopped:
        services.require()

    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith(
        "Klankbord: nothing answers on DATABASE_URL=postgres://postgres@127.0.0.1:1/klankbord; "
    )


def test_the_env_file_yields_to_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("KLANKBORD_TEST_SET", "from outside")
    file = tmp_path / ".env"
    file.write_text(
        "# a comment=1\n"
        "KLANKBORD_TEST_SET=from the file\n"
        'KLANKBORD_TEST_NEW="a value = with signs"\n'
    )

    assert bootstrap._env_file(file) == {"KLANKBORD_TEST_NEW": "a value = with signs"}


def test_where_no_environment_can_be_made_one_command_is_printed(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(setup, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(setup, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(setup.sys, "executable", "/bin/false")  # a Python without ensurepip
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000)

    with pytest.raises(SystemExit) as stopped:
        setup.ensure("run")

    assert stopped.value.code == 2
    assert capsys.readouterr().err == (
        "Klankbord: Python cannot make a virtual environment here; run: "
        "sudo apt-get update && sudo apt-get install -y python3-venv\n"
    )


def test_a_changed_pin_changes_the_stamp(monkeypatch, tmp_path):
    (tmp_path / "requirements.txt").write_text("django==5.2.19")
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    before = setup.fingerprint("run")

    (tmp_path / "requirements.txt").write_text("django==5.2.20")

    assert setup.fingerprint("run") != before


def test_a_pin_without_a_hash_is_found():
    text = (
        "# comment\n"
        "django==5.2.19 \\\n    --hash=sha256:ab \\\n    --hash=sha256:cd\n"
        "    # via klankbord\n"
        "redis==8.1.0 ; python_full_version < '3.12'\n"
    )

    assert pins.unhashed(text) == ["redis==8.1.0"]


def test_the_banner_names_the_address_and_every_demo_account():
    block = up.banner("http://localhost:8000", demo=True)

    assert "Klankbord is ready:  http://localhost:8000" in block
    assert all(role in block for role in up.DEMO_ROLES)
    assert "klankbord-demo" in block


def test_the_banner_of_a_real_site_names_no_password():
    assert "klankbord-demo" not in up.banner("http://localhost:8000", demo=False)
