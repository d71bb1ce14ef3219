"""What is installed is what is locked, wherever it is installed from."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from importlib import import_module, metadata
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from lock import arrange as arrange_lock
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

import evaluation

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
PYTHONS = ("3.11", "3.12", "3.13")
PLATFORMS = {
    "linux": {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"},
    "macos": {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"},
    "windows": {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"},
}


def entries(text: str) -> list[tuple[Requirement, list[str]]]:
    """Requirements of a lock with their hashes; ``ValueError`` for a line that is neither."""
    found: list[tuple[Requirement, list[str]]] = []
    for line in text.splitlines():
        line = line.strip().removesuffix("\\").strip()
        if match := re.fullmatch(r"--hash=sha256:([0-9a-f]{64})", line):
            found[-1][1].append(match[1])
        elif re.match(r"[a-z0-9]", line):
            found.append((Requirement(line), []))
        elif line:
            raise ValueError(f"neither a requirement nor a hash: {line!r}")
    return found


LOCKED = entries(LOCK)


def asked() -> list[Requirement]:
    """Everything pyproject.toml names: dependencies, every extra, build tools."""
    project = PROJECT["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    return [Requirement(r) for r in (*project["dependencies"], *extras, *PROJECT["build-system"]["requires"])]


def pinned(name: str, environment: dict[str, str]) -> list[Version]:
    return [
        Version(next(iter(r.specifier)).version)
        for r, _ in LOCKED
        if canonicalize_name(r.name) == canonicalize_name(name) and (r.marker is None or r.marker.evaluate(environment))
    ]


def machine(python: str, platform: str) -> dict[str, str]:
    return {
        **PLATFORMS[platform],
        "python_version": python,
        "python_full_version": f"{python}.9",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }


def test_every_locked_package_has_one_exact_version_and_hashes():
    for requirement, hashes in LOCKED:
        assert hashes, f"{requirement} has no hash"
        assert [s.operator for s in requirement.specifier] == ["=="], str(requirement)
        assert requirement.url is None


def test_the_lock_names_no_place_to_download_from():
    assert "://" not in LOCK
    assert not [line for line in LOCK.splitlines() if line.startswith(("-i", "--index", "--extra", "--find", "#"))]


def test_a_lock_with_an_address_or_without_hash_is_seen():
    with pytest.raises(ValueError, match="neither a requirement nor a hash"):
        entries("--index-url somewhere\n")
    assert entries("six==1.17.0\n") == [(Requirement("six==1.17.0"), [])]


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_everything_pyproject_asks_for_is_locked_once_and_fits(python, platform):
    for requirement in asked():
        found = pinned(requirement.name, machine(python, platform))
        assert len(found) == 1, f"{requirement.name}: {found}; run `make lock`"
        assert found[0] in requirement.specifier, f"{requirement} is locked as {found[0]}; run `make lock`"


@cache
def needs(name: str) -> list[Requirement]:
    """What an installed package says it needs; nothing for one that this machine has no use for."""
    try:
        return [Requirement(line) for line in metadata.requires(name) or []]
    except metadata.PackageNotFoundError:
        return []


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_what_locked_packages_need_is_locked_too(python, platform):
    """The packages installed here say what they need elsewhere; pip refuses what has no hash."""
    here = machine(python, platform)
    todo = [(canonicalize_name(r.name), frozenset(r.extras)) for r in asked()]
    seen = set()
    while todo:
        name, extras = todo.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        assert pinned(name, here), f"{name} is not locked; run `make lock`"
        for need in needs(name):
            wanted = [{**here, "extra": extra} for extra in extras or {""}]
            if need.marker is None or any(need.marker.evaluate(w) for w in wanted):
                todo.append((canonicalize_name(need.name), frozenset(need.extras)))


def test_no_second_lock():
    for name in ("uv.lock", "poetry.lock", "Pipfile.lock", "pdm.lock", "requirements.txt", "conda-lock.yml"):
        assert not (ROOT / name).exists(), f"{name}: requirements.lock is the only lock"


def test_conda_brings_python_and_quarto_and_the_rest_from_the_same_lock():
    packages = [p for p in ENVIRONMENT["dependencies"] if isinstance(p, str)]
    (pip,) = [p["pip"] for p in ENVIRONMENT["dependencies"] if isinstance(p, dict)]
    names = {p.split("=")[0] for p in packages}
    assert {"python", "pip", "quarto", "make"} == names
    assert pip == ["--require-hashes", "-r requirements.lock"]
    (python,) = [p.removeprefix("python=") for p in packages if p.startswith("python=")]
    assert Version(python) in SpecifierSet(PROJECT["project"]["requires-python"])
    assert f"--python-version {python} " in MAKEFILE, "the lock is resolved from this Python on"
    assert not names & {canonicalize_name(r.name) for r, _ in LOCKED}, "a package comes from one place"


def test_conda_and_make_install_the_project_in_the_same_way():
    how = "--no-deps --no-build-isolation -e ."
    assert how in MAKEFILE
    assert f"pip install {how}" in (ROOT / "environment.yml").read_text(encoding="utf-8")


def test_make_installs_by_hash_and_never_builds():
    assert "INSTALL := $(PIP) --require-hashes --only-binary :all: -r\n" in MAKEFILE
    assert MAKEFILE.count("$(PIP) ") == 2, "the other one installs the project itself"


FOR_REPORTS, FOR_TOOLS = (entries(block) for block in LOCK.split("\n\n"))


def closure(roots: list[str], here: dict[str, str]) -> set[str]:
    """Names of what ``roots`` and all they need are, as the packages installed here say it."""
    todo, found = [(Requirement(r).name, frozenset(Requirement(r).extras)) for r in roots], set()
    while todo:
        name, extras = todo.pop()
        if (key := (canonicalize_name(name), extras)) in found:
            continue
        found.add(key)
        for need in needs(name):
            if need.marker is None or any(need.marker.evaluate({**here, "extra": e}) for e in extras or {""}):
                todo.append((need.name, frozenset(need.extras)))
    return {name for name, _ in found}


def test_the_lock_says_first_what_reports_need_and_what_they_do_not_need_after_a_blank_line():
    extras = PROJECT["project"]["optional-dependencies"]
    here = machine("3.11", "linux")
    wanted = closure([*PROJECT["project"]["dependencies"], *extras["scores"], *extras["install"]], here)
    first = {canonicalize_name(r.name) for r, _ in FOR_REPORTS if r.marker is None or r.marker.evaluate(here)}
    assert first - wanted <= {"cffi", "pycparser"} and wanted <= first, "these two are needed on PyPy"
    after = {canonicalize_name(r.name) for r, _ in FOR_TOOLS}
    assert {"distributed", "jupyterlab", "duckdb", "pytest", "mypy"} <= after
    assert not after & {canonicalize_name(r.name) for r, _ in FOR_REPORTS}


def test_a_lock_is_arranged_whatever_its_order_and_never_loses_a_line():
    lock, base = "a==1 \\\n    --hash=x\nb==2 ; os_name == 'nt' \\\n    --hash=y\nc==3 \\\n    --hash=z\n", "c==3\nb==2\n"
    arranged = arrange_lock(base, lock)
    assert arranged == lock.partition("\nb")[2].join(["b", "\n"]) + lock.partition("b==2")[0]
    assert arrange_lock(base, arranged) == arranged
    with pytest.raises(ValueError, match="not in the lock: d==4"):
        arrange_lock("d==4\n", lock)


def test_the_oldest_python_is_said_once():
    assert PROJECT["project"]["requires-python"] == ">=3.11"
    assert "sys.version_info < (3, 11)" in MAKEFILE


def test_commands_and_exporters_can_be_imported():
    points = PROJECT["project"]["entry-points"]["nbconvert.exporters"] | PROJECT["project"]["scripts"]
    assert set(points) == {"evaluation", "evaluation-html", "evaluation-pdf"}
    for target in points.values():
        module, name = target.split(":")
        assert callable(getattr(import_module(module), name))


def test_the_installed_entry_points_are_those_of_pyproject():
    declared = PROJECT["project"]["entry-points"]["nbconvert.exporters"]
    installed = metadata.entry_points(group="nbconvert.exporters")
    assert {p.name: p.value for p in installed if p.name in declared} == declared


def test_the_version_is_the_same_everywhere():
    assert PROJECT["project"]["version"] == evaluation.__version__ == metadata.version(PROJECT["project"]["name"])
    assert f"\n## {evaluation.__version__}\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_wheel_holds_every_file_of_the_package_and_the_licences(tmp_path):
    build = "from hatchling.build import build_wheel; import sys; print(build_wheel(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", build, tmp_path], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    held = set(ZipFile(wheel).namelist())
    source = ROOT / "src"
    package = (p for p in (source / "evaluation").rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    assert {p.relative_to(source).as_posix() for p in package} <= held
    assert not [n for n in held if n.startswith(("evaluation_demo", "evaluation_composite"))], "they lie beside the package"
    assert "evaluation/py.typed" in held, "users of the package get its types"
    assert {"LICENSE", "src/evaluation/render/fonts/OFL.txt"} <= {n.partition("/licenses/")[2] for n in held if "/licenses/" in n}


def test_hooks_are_local():
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert {repository["repo"] for repository in hooks["repos"]} == {"local"}
    entries_ = [hook["entry"] for repository in hooks["repos"] for hook in repository["hooks"]]
    assert len(entries_) == 5
    assert all(entry.startswith(".venv/bin/") for entry in entries_)


def test_ci_runs_the_commands_of_the_readme_in_their_order_and_tests_once_more(tmp_path):
    for name, does in (("make", 'echo "$@"; test "$*" != reports'), ("chromium", ":")):
        (tmp_path / name).write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    env = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run([ROOT / ".ci" / "run"], capture_output=True, text=True, env=env, check=False)
    assert done.stdout.split() == ["venv", "reports", "test", "test-more", "test"], done.stderr
    assert done.returncode == 1, "a failed step is told though later ones are well"


def made(folder, *goals):
    """`make` with this ``.venv`` and no Python that could install anything."""
    return subprocess.run(
        ["make", "--no-print-directory", "--eval", "stamp: ; @echo $(INSTALLED)", *goals, f"VENV={folder}", "PYTHON=none"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
def test_make_believes_its_stamp_only_as_long_as_what_was_installed_is_there(tmp_path):
    venv = tmp_path / "venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to(sys.executable)
    package = venv / "lib" / "python3.x" / "site-packages" / "jinja2"
    package.mkdir(parents=True)
    (package / "ext.py").write_text("", encoding="utf-8")
    stamp = Path(made(venv, "stamp").stdout.strip())
    stamp.write_text("lib/python3.x/site-packages/jinja2/ext.py\n", encoding="utf-8")
    assert (made(venv, "venv").returncode, made(venv, "venv").stdout) == (0, "")
    (package / "ext.py").unlink()
    again = made(venv, "venv")
    assert again.returncode and "is not whole any more" in again.stdout and "there is no none on the path" in again.stderr
    assert not stamp.exists()


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
@pytest.mark.parametrize("goal", ["lint", "test", "test-more", "test-unit", "lab", "docs", "bench", "update-golden"])
def test_make_installs_tools_for_what_needs_them_and_not_for_reports(goal):
    def steps(name):
        command = ["make", "--dry-run", "--no-print-directory", name, "VENV=none/there"]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout

    everything = "-r requirements.lock"
    assert everything in steps(goal)
    assert everything not in steps("reports") and "-r none/there/reports.lock" in steps("reports")


def test_importing_the_package_changes_nothing_in_the_process():
    code = (
        "import os, gc, sys, warnings\n"
        "look = lambda: (dict(os.environ), gc.get_threshold(), list(warnings.filters), sys.path[:])\n"
        "before = look()\nimport evaluation\nprint(look() == before)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout == "True\n"


WITHOUT = """
import sys
from importlib.abc import MetaPathFinder

class Absent(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name in ("evaluation_demo", "evaluation_composite"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Absent())
from evaluation import scores
from evaluation.cli import cli
from evaluation.cli.guard import run_guarded
from evaluation.errors import NotInstalled
print(run_guarded(cli, ["demo"]), scores.apportion(10, [6, 6, 2]))
try:
    scores.entropy
except NotInstalled as error:
    print(error)
"""


def test_the_base_installation_says_what_lies_beside_it():
    done = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=True)
    todo = "which is no part of the base installation; in a clone of the project: pip install -e ."
    assert done.stderr == f"evaluation: the generator of invented data is in evaluation_demo, {todo}\n"
    assert done.stdout == f"2 [4, 4, 2]\nevaluation.scores.entropy is in evaluation_composite, {todo}\n"
