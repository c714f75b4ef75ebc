"""Stamps: nothing is made twice, and nothing half-made is trusted."""

import subprocess
import sys
import threading

import pytest

PYPROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "x"
dependencies = ["a==1"]
[tool.ruff]
line-length = 100
"""


@pytest.fixture
def tree(tmp_path, prepare, monkeypatch):
    """A small project that prepare.py takes for the repository."""
    (tmp_path / "pyproject.toml").write_text(PYPROJECT)
    (tmp_path / "requirements.txt").write_text("a==1 --hash=sha256:0\n")
    for name in ("package.json", "package-lock.json", ".npmrc"):
        (tmp_path / name).write_text("{}")
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    monkeypatch.setattr(prepare, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(prepare, "NODE_MODULES", tmp_path / "node_modules")
    monkeypatch.setattr(prepare, "CACHE", tmp_path / ".cache")
    monkeypatch.setattr(prepare, "LOCK", tmp_path / "requirements.txt")
    return tmp_path


@pytest.fixture
def commands(tree, prepare, monkeypatch):
    """Record the commands instead of running them; make the folders they would make."""
    ran = []

    def record(command, **options):
        ran.append(" ".join(map(str, command)))
        if "venv" in command:
            (tree / ".venv").mkdir(exist_ok=True)

    monkeypatch.setattr(prepare, "run", record)
    return ran


def test_python_is_set_up_once(prepare, commands):
    prepare.prepare_python(0)
    assert len(commands) == 3
    assert "--clear" in commands[0]
    assert "--require-hashes" in commands[1]
    assert "--no-build-isolation" in commands[2]
    prepare.prepare_python(0)
    assert len(commands) == 3


def test_a_half_made_environment_is_made_again(prepare, commands, monkeypatch):
    def stop(command, **options):
        commands.append(" ".join(map(str, command)))
        if "-r" in command:
            raise KeyboardInterrupt

    whole = prepare.run
    monkeypatch.setattr(prepare, "run", stop)
    (prepare.VENV).mkdir()
    with pytest.raises(KeyboardInterrupt):
        prepare.prepare_python(0)
    monkeypatch.setattr(prepare, "run", whole)
    commands.clear()
    prepare.prepare_python(0)
    assert "--clear" in commands[0]
    assert len(commands) == 3


def test_python_is_set_up_again_when_the_lock_changes(prepare, tree, commands):
    prepare.prepare_python(0)
    (tree / "requirements.txt").write_text("a==2 --hash=sha256:1\n")
    prepare.prepare_python(0)
    assert len(commands) == 6


def test_python_is_set_up_again_for_another_interpreter(prepare, commands, monkeypatch):
    prepare.prepare_python(0)
    monkeypatch.setattr(sys, "version", "3.99.0")
    prepare.prepare_python(0)
    assert len(commands) == 6


def test_a_linter_setting_does_not_set_python_up_again(prepare, tree, commands):
    prepare.prepare_python(0)
    (tree / "pyproject.toml").write_text(PYPROJECT.replace("100", "90"))
    prepare.prepare_python(0)
    assert len(commands) == 3


def test_a_moved_folder_is_set_up_again(prepare, tree, monkeypatch):
    before = prepare.python_stamp()
    moved = tree.parent / "moved"
    tree.rename(moved)
    monkeypatch.setattr(prepare, "ROOT", moved)
    monkeypatch.setattr(prepare, "LOCK", moved / "requirements.txt")
    assert prepare.python_stamp() != before


def test_npm_packages_are_installed_once_and_without_scripts(prepare, tree, commands):
    prepare.prepare_node(0)
    prepare.prepare_node(0)
    (command,) = commands
    assert command.startswith("npm ci --ignore-scripts")
    (tree / "package-lock.json").write_text('{"changed": true}')
    prepare.prepare_node(0)
    assert len(commands) == 2


def test_fingerprints_do_not_run_together(prepare):
    assert prepare.fingerprint("ab", "c") != prepare.fingerprint("a", "bc")
    assert prepare.fingerprint("ab") == prepare.fingerprint(b"ab")


def test_a_failing_command_shows_its_output_and_the_remedy(prepare, tree, capsys):
    script = "print('why it failed'); raise SystemExit(1)"
    with prepare.only_one() as lock, pytest.raises(prepare.SetupError, match="Do this"):
        prepare.run([sys.executable, "-c", script], lock=lock, remedy="Do this.")
    assert "why it failed" in capsys.readouterr().err


def test_a_command_that_is_not_there_names_itself(prepare, tree):
    with prepare.only_one() as lock, pytest.raises(prepare.SetupError, match="no-such-program"):
        prepare.run(["no-such-program"], lock=lock, remedy="Do this.")


def test_a_second_set_up_waits_for_the_first(prepare, tree, capsys):
    order = []

    def second():
        with prepare.only_one():
            order.append("second")

    with prepare.only_one():
        other = threading.Thread(target=second)
        other.start()
        other.join(timeout=0.3)
        assert other.is_alive()
        order.append("first")
    other.join(timeout=10)
    assert order == ["first", "second"]
    assert "Waiting for another set-up" in capsys.readouterr().out


def test_an_unknown_part_is_refused(root):
    ran = subprocess.run(
        [sys.executable, root / "setup" / "prepare.py", "pyhton"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert "No such part: pyhton" in ran.stderr


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\nID=debian\n', True),
        ("ID=raspbian\nID_LIKE=debian\n", True),
        ("ID=ubuntu\nID_LIKE=debian\n", False),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"\n', False),
        ("ID=fedora\n", False),
    ],
)
def test_only_debian_and_close_kin_count_as_debian(prepare, tmp_path, text, expected):
    os_release = tmp_path / "os-release"
    os_release.write_text(text)
    assert expected == prepare.is_debian(os_release)
    assert prepare.is_debian(tmp_path / "missing") is False


class TestChromium:
    @pytest.fixture(autouse=True)
    def none_here(self, prepare, monkeypatch):
        monkeypatch.setattr(prepare, "find_chromium", lambda: None)
        monkeypatch.delenv("HANDBOOK_CHROMIUM", raising=False)

    def test_debian_without_root_is_told_how(self, prepare, monkeypatch):
        monkeypatch.setattr(prepare, "is_debian", lambda: True)
        monkeypatch.setattr(prepare.os, "geteuid", lambda: 1000)
        with pytest.raises(prepare.SetupError, match="sudo apt-get install chromium"):
            prepare.check_chromium()

    def test_elsewhere_one_sentence_tells_how(self, prepare, monkeypatch):
        monkeypatch.setattr(prepare, "is_debian", lambda: False)
        with pytest.raises(prepare.SetupError, match="Chromium or Chrome"):
            prepare.check_chromium()

    def test_debian_as_root_installs_it(self, prepare, commands, monkeypatch):
        monkeypatch.setattr(prepare, "is_debian", lambda: True)
        monkeypatch.setattr(prepare.os, "geteuid", lambda: 0)
        monkeypatch.setattr(prepare.shutil, "which", lambda name: f"/usr/bin/{name}")
        prepare.check_chromium()
        answers = iter([None, "/usr/bin/chromium"])
        monkeypatch.setattr(prepare, "find_chromium", lambda: next(answers))
        prepare.prepare_chromium(0)
        update, install = commands
        assert update.endswith(" update")
        assert install.endswith(" install -y --no-install-recommends chromium")
