"""The shape of the package: which way imports point, how long modules are, and what the package never does."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import evaluation
from evaluation.catalogue.known_packs import shipped_packs

SOURCE = Path(evaluation.__file__).parent
ROOT = SOURCE.parents[1]
ORDER = (
    "process",
    "personal",
    "errors",
    "based",
    "project",
    "own",
    "installed",
    "identity",
    "door",
    "spreadsheet",
    "study",
    "earlier",
    "render",
    "data",
    "register",
    "catalogue",
    "draft",
    "measured",
    "scores",
    "warning",
    "tables",
    "view",
    "report",
    "documents",
    "packs",
    "evidence",
    "opened",
    "exchange",
    "runs",
    "cli",
)
COMPOSING = ("__init__", "__main__")  # the package itself stands where ``opened`` does, which it hands out lazily
MODULES = sorted(SOURCE.rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}


def part(path: Path) -> str:
    """The part of the package a module belongs to: its folder, or its own name at the top."""
    inside = path.relative_to(SOURCE)
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


def imports(tree: ast.AST) -> list[tuple[int, str]]:
    """(line, dotted name) of everything imported, wherever in the module."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: relative import"
            found += [(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
    return found


def backward(path: Path, tree: ast.AST) -> list[str]:
    """Imports of ``path`` that point to the right of the order."""
    here = part(path)
    if here == "__main__":
        return []
    own = ORDER.index(here if here in ORDER else "opened")
    wrong = []
    for line, name in imports(tree):
        top, _, rest = name.partition(".")
        there = rest.split(".")[0]
        if top == "evaluation" and ORDER.index(there if there in ORDER else "opened") > own:
            wrong.append(f"{path.relative_to(ROOT)}:{line} imports {name}")
    return wrong


def packs_of(tree: ast.AST) -> set[str]:
    """Packs of the package that a module imports; the empty name for the folder that holds them."""
    names = [name.split(".") for _, name in imports(tree)]
    return {(name[2:] or [""])[0] for name in names if name[:2] == ["evaluation", "packs"]}


def test_nothing_outside_packs_imports_one_and_each_only_those_it_uses():
    found = {str(path.relative_to(SOURCE)): packs_of(tree) for path, tree in TREES.items()}
    known = shipped_packs()
    wrong = {}
    for path, named in found.items():
        room, *rest = Path(path).parts
        may = {rest[0], *known[rest[0]].said.uses} if room == "packs" and len(rest) > 1 else set()
        if more := named - may:
            wrong[path] = more
    assert wrong == {}


def test_an_import_of_a_pack_is_seen():
    assert packs_of(ast.parse("from evaluation.packs.hubei_2007 import x\nfrom evaluation import packs")) == {"hubei_2007", ""}


def calls(tree: ast.AST) -> list[tuple[int, str]]:
    """(line, dotted name) of everything called or handed on as ``name.name``."""
    return [(n.lineno, ast.unparse(n)) for n in ast.walk(tree) if isinstance(n, (ast.Attribute, ast.Name))]


def test_every_part_has_a_place_in_the_order():
    assert {part(path) for path in MODULES} - set(ORDER) - set(COMPOSING) == set()


def test_imports_point_one_way():
    assert [line for path, tree in TREES.items() for line in backward(path, tree)] == []


@pytest.mark.parametrize(
    ("module", "text", "count"),
    [
        ("measured/x.py", "from evaluation.scores.tree import score", 1),
        ("measured/x.py", "def f():\n    import evaluation.runs.plan", 1),
        ("measured/x.py", "from evaluation import opened", 1),
        ("measured/x.py", "import evaluation", 1),
        ("measured/x.py", "from evaluation.study import periods\nfrom evaluation.catalogue.model import Term", 0),
        ("opened.py", "from evaluation.cli import main", 1),
        ("opened.py", "import evaluation\nfrom evaluation.view.view import View", 0),
        ("cli/x.py", "import evaluation", 0),
        ("__init__.py", "from evaluation.opened import Opened", 0),
        ("__init__.py", "from evaluation.runs import batch", 1),
        ("errors.py", "from evaluation.project import root", 1),
    ],
)
def test_a_backward_import_is_seen(module, text, count):
    assert len(backward(SOURCE / module, ast.parse(text))) == count


def dotted(path: Path) -> str:
    return ".".join(("evaluation", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__")


def circles(trees: Mapping[str, ast.AST]) -> list[list[str]]:
    """Modules that need each other, also by what is imported late or for a type alone."""
    graph: dict[str, set[str]] = {}
    for module, tree in trees.items():
        named = {n if n in trees else n.rpartition(".")[0] for _, n in imports(tree)}
        graph[module] = (named & trees.keys()) - {module}
    sorter = TopologicalSorter(graph)
    try:
        sorter.prepare()
    except CycleError as error:
        return [error.args[1]]
    return []


def test_the_pages_that_tell_the_rooms_tell_them_in_their_order():
    folders = {part(path) for path in MODULES if path.parent != SOURCE}
    said = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Imports point one way")[2].partition(". ")[0]
    chain = [room for room in re.findall(r"`(\w+)`", said) if room in folders]
    assert chain == [room for room in ORDER if room in folders]
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)/` \|", page, re.MULTILINE)) == folders


def test_no_module_needs_itself_by_way_of_others():
    assert circles({dotted(path): tree for path, tree in TREES.items()}) == []


def test_a_circle_is_seen_late_imports_and_types_too():
    late, typed = "def f():\n    from evaluation.b import x", "if TYPE_CHECKING:\n    from evaluation import a"
    found = circles({"evaluation.a": ast.parse(late), "evaluation.b": ast.parse(typed)})
    assert [sorted(set(circle)) for circle in found] == [["evaluation.a", "evaluation.b"]]
    assert circles({"evaluation.a": ast.parse(late), "evaluation.b": ast.parse("import os")}) == []


DOMAIN_FREE = {
    "evaluation.based",
    "evaluation.errors",
    "evaluation.identity",
    "evaluation.process",
    "evaluation.project",
    "evaluation.study.fonts",
    "evaluation.render",
}


def test_the_renderer_knows_nothing_of_funds():
    """Of the rest it knows how to refuse, what a number is of, what tells reports apart, and where a study's own font lies."""
    named = {n for path, tree in TREES.items() if part(path) == "render" for _, n in imports(tree)}
    homes = {n: [h for h in DOMAIN_FREE if n == h or n.startswith(f"{h}.")] for n in named if n.startswith("evaluation")}
    assert [n for n, found in homes.items() if not found] == []
    assert {h for found in homes.values() for h in found} == DOMAIN_FREE


def test_a_class_name_stands_once():
    homes: dict[str, list[str]] = {}
    for path, tree in TREES.items():
        for node in (n for n in ast.walk(tree) if isinstance(n, ast.ClassDef)):
            homes.setdefault(node.name, []).append(str(path.relative_to(SOURCE)))
    assert {name: where for name, where in homes.items() if len(where) > 1} == {}


_PARTICIPLE = re.compile(
    "told|said|found|made|held|kept|known|seen|given|taken|written|drawn|shown|spoken|lost|built|done|left|paid|begun|chosen|broken"
    "|lacking|whole|mine|beside|alike|apart|laid|sent|met|sought|borne|hidden|gone|fallen|grown|(?!(b|br|emb|f|h|s|sh|sp)ed$)[a-z]+ed"
)
_NOT = re.compile("need|feed|exceed|proceed|succeed|indeed")
_NO_NOUN = "out|by|in|at|with|over|again|of|on|to|later|for|from|up"


def unnamed(source: str) -> list[str]:
    """Functions called by a participle alone (``told``, ``left_out``), which says neither what they do nor what they return:
    what asks, and returns bool, may be; a property is called as what it holds."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        first, _, rest = node.name.strip("_").partition("_")
        decorated = {ast.unparse(d).split(".")[-1] for d in node.decorator_list}
        alone = not rest or re.fullmatch(_NO_NOUN, rest.split("_")[0])
        asks = node.returns is not None and ast.unparse(node.returns).startswith(("bool", "BooleanValue", "TypeGuard"))
        holds = bool(decorated & {"property", "cached_property"})
        if _PARTICIPLE.fullmatch(first) and not _NOT.fullmatch(first) and alone and not asks and not holds:
            found.append(f"line {node.lineno}: {node.name}")
    return found


def test_a_function_is_called_by_what_it_does_or_returns():
    assert {str(p.relative_to(ROOT)): names for p in MODULES if (names := unnamed(p.read_text(encoding="utf-8")))} == {}


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("def told(x) -> str: ...", 1),
        ("class A:\n    def _counted(self) -> int: ...", 1),
        ("def left_out(view) -> list[str]: ...", 1),
        ("def listed_regions() -> list[str]: ...", 0),
        ("def read(path) -> bytes: ...", 0),
        ("def reached(day) -> bool: ...", 0),
        ("class A:\n    @property\n    def reached(self) -> int: ...", 0),
        ("def sentences() -> list[str]: ...", 0),
    ],
)
def test_a_participle_is_seen(source, count):
    assert len(unnamed(source)) == count


def defined(source: str) -> set[str]:
    """Every name that a module defines or gives an object."""
    nodes = list(ast.walk(ast.parse(source)))
    functions = {n.name for n in nodes if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))}
    return functions | {n.id for n in nodes if isinstance(n, ast.Name)} | {n.attr for n in nodes if isinstance(n, ast.Attribute)}


def test_what_a_docstring_refers_to_is_there():
    everywhere = [path for package in (SOURCE, *(SOURCE.parent / name for name in BESIDE)) for path in package.rglob("*.py")]
    names = {p.stem for p in everywhere}.union(*(defined(p.read_text(encoding="utf-8")) for p in everywhere))
    refers = re.compile(r":(?:func|meth|class|data|attr|mod):`~?[\w.]*?(\w+)`")
    gone = {
        f"{p.relative_to(SOURCE)}: {name}"
        for p in MODULES
        for name in refers.findall(p.read_text(encoding="utf-8"))
        if name not in names
    }
    assert gone == set()


def test_the_formatter_is_never_told_to_look_away():
    files = (p for folder in ("src", "tests", "tools", "benchmarks") for p in (ROOT / folder).rglob("*.py"))
    mark = "fmt" + ": "
    assert [str(p.relative_to(ROOT)) for p in files if mark in p.read_text(encoding="utf-8")] == []


def test_no_room_holds_a_fifth_of_the_package():
    lines: dict[str, int] = {}
    for path in MODULES:
        lines[part(path)] = lines.get(part(path), 0) + len(path.read_text(encoding="utf-8").splitlines())
    assert {room: n for room, n in lines.items() if 5 * n >= sum(lines.values())} == {}


def test_no_module_is_over_300_lines():
    long = {str(p.relative_to(ROOT)): n for p in MODULES if (n := len(p.read_text(encoding="utf-8").splitlines())) > 300}
    assert long == {}


CLOCK = re.compile(
    r"(datetime\.(datetime\.)?(now|utcnow|today)|(datetime\.)?date\.today|time\.(time|time_ns|localtime|gmtime|monotonic|"
    r"perf_counter)|os\.getcwd|Path\.cwd)"
)


def test_the_package_reads_no_clock_and_no_working_directory():
    found = [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for path, tree in TREES.items()
        if part(path) not in ("runs", "project")
        for line, name in calls(tree)
        if CLOCK.fullmatch(name)
    ]
    assert found == []


NETWORK = {"socket", "http", "urllib", "urllib3", "requests", "httpx", "ftplib", "smtplib"}


def test_the_package_opens_no_network():
    found = [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for path, tree in TREES.items()
        for line, name in imports(tree)
        if name.split(".")[0] in NETWORK and not name.startswith("urllib.parse")
    ]
    assert found == []


def test_figures_are_exact_there_is_no_float():
    """Intervals are chart coordinates, statistics are estimates, and scores/tables.py is the door to these; nothing else in
    catalogue, measured and scores is a float."""
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, tree in TREES.items()
        if part(path) in ("catalogue", "measured", "scores", "warning")
        and path.name not in ("intervals.py", "tables.py")
        and not {"efficiency", "uncertainty"} & set(path.relative_to(SOURCE).parts)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id in ("float", "round"))
        or (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Attribute) and node.attr in ("mean", "astype_float"))
    ]
    assert found == []


PRODUCTS = {"matmul", "dot", "vdot", "inner", "tensordot", "einsum", "linalg", "lstsq", "polyfit", "corrcoef", "cov"}
EXACT = ("sequence.py",)  # products of whole numbers, which no order of adding changes


def products(tree: ast.AST) -> list[int]:
    """Lines that leave the order of adding to BLAS or to the processor."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, (ast.BinOp, ast.AugAssign)) and isinstance(node.op, ast.MatMult))
        or (isinstance(node, ast.Attribute) and node.attr in PRODUCTS and ast.unparse(node.value) == "np")
        or (isinstance(node, ast.Attribute) and node.attr == "dot")
    ]


def test_no_sum_behind_a_page_depends_on_the_processor():
    found = [
        f"{path.relative_to(ROOT)}:{line}" for path, tree in TREES.items() if path.name not in EXACT for line in products(tree)
    ]
    assert found == []


BESIDE = {"evaluation_demo": {"cli/make.py"}, "evaluation_composite": set()}  # scores/__init__.py hands that out by name


def test_what_lies_beside_the_package_is_asked_for_by_its_own_commands_only():
    found: dict[str, set[str]] = {name: set() for name in BESIDE}
    for path, tree in TREES.items():
        for _, name in imports(tree):
            if name.split(".")[0] in found:
                found[name.split(".")[0]].add(str(path.relative_to(SOURCE)))
    assert found == BESIDE
    assert {p.name for p in SOURCE.parent.iterdir() if (p / "__init__.py").exists()} == {"evaluation", *BESIDE}


def test_a_product_of_matrices_is_seen():
    for text in ("a @ b", "a @= b", "np.matmul(a, b)", "a.dot(b)", "np.linalg.inv(a)", "np.einsum('ij,j', a, b)"):
        assert products(ast.parse(text)) == [1], text
    assert products(ast.parse("@cached\ndef f(): return (a * b).sum(axis=1)")) == []


@pytest.mark.parametrize(
    ("library", "home"), [("yaml", "study"), ("papermill", "runs"), ("ibis", "register"), ("duckdb", "register")]
)
def test_a_library_is_known_to_one_part_only(library, home):
    users = {part(path) for path, tree in TREES.items() for _, name in imports(tree) if name.split(".")[0] == library}
    assert users - {"packs"} == {home}  # a pack has rules over persons


WRITERS = re.compile(r"(csv\.)?(writer|DictWriter)|(xlsxwriter|openpyxl)(\.\w+)*\.Workbook|.*\.(to_csv|to_excel)")


def test_spreadsheets_and_csv_files_have_one_writer():
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno} {ast.unparse(node.func)}"
        for path, tree in TREES.items()
        if path.name != "spreadsheet.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and WRITERS.fullmatch(ast.unparse(node.func))
    ]
    assert found == []


@pytest.mark.parametrize(
    "call", ["csv.writer", "writer", "csv.DictWriter", "xlsxwriter.Workbook", "frame.to_csv", "a[0].to_excel", "openpyxl.Workbook"]
)
def test_another_writer_is_seen(call):
    assert WRITERS.fullmatch(call)


def test_commands_say_everything_through_one_function():
    found = [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for path, tree in TREES.items()
        if part(path) == "cli" and path.name != "output.py"
        for line, name in calls(tree)
        if name in ("click.echo", "click.secho", "print", "sys.stdout.write", "sys.stderr.write")
    ]
    assert found == []


def test_no_error_is_swallowed():
    found = []
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler):
                silent = all(isinstance(s, ast.Pass) for s in node.body)
                broad = isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")
                if node.type is None or (broad and silent):
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []


# put together here so that this file does not hold what it looks for
HOSTS = [
    ".".join(words)
    for words in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("debian", "org"),
        ("ubuntu", "com"),
        ("anaconda", "org"),
        ("anaconda", "com"),
        ("crates", "io"),
        ("proxy.golang", "org"),
        ("rubygems", "org"),
        ("jsdelivr", "net"),
        ("unpkg", "com"),
    )
]
PLACES = ["/" + "/".join(words) + "/" for words in (("work", "main"), ("work", "shared"), ("home", r"\w+"), ("Users", r"\w+"))]
MACHINE = re.compile("|".join(PLACES) + r"|[A-Z]:\\" + r"Users\\")
BINARY = {".ttf", ".png", ".pdf", ".xlsx", ".jpg", ".ico", ".woff2"}


def tracked() -> list[Path]:
    said = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if said.returncode:
        pytest.skip("not a git checkout: the tracked files are not known")
    files = [ROOT / name for name in said.stdout.split("\0") if name]
    return [f for f in files if f.is_file() and f.suffix.lower() not in BINARY]


def named(text: str) -> list[str]:
    return [host for host in HOSTS if host in text] + [match[0] for match in MACHINE.finditer(text)]


def test_no_tracked_file_names_a_package_host_or_a_place_on_a_machine():
    files = tracked()
    assert len(files) > 30
    found = {str(f.relative_to(ROOT)): n for f in files if (n := named(f.read_bytes().decode("utf-8", "replace")))}
    assert found == {}


def test_a_host_or_place_is_seen():
    assert named("see https://" + HOSTS[0] + "/simple") == [HOSTS[0]]
    assert named("open('/" + "home/someone/x.csv')") == ["/" + "home/someone/"]
    assert named("a URL path /homepage/ and /workflow/main") == []
