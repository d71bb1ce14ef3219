"""The results as tables, and the page that holds them."""

from __future__ import annotations

from statistics import median

import goals
from naive import STEPS
from ours import exponent
from results import CONSTANT, LARGE, Results, cpu, wall
from table import Table, number, spread

METHOD = """# Performance

Written by `make bench BENCH_FLAGS="--write docs/performance.md"`, never by hand; `make bench` prints the tables alone,
`make bench FULL=1` goes up to 1,000 regions. One run on one machine: the ratios say more than the seconds.

- **Naive loop**: for each region `papermill`, `jupyter nbconvert --to html` with the stock template, and a PDF, each a
  process of its own, one after the other, over the same notebooks. The PDF comes from LaTeX where xelatex and pandoc are
  on the path, else from a browser that prints the page; the goals were set against LaTeX. The whole loop is the median of
  the regions measured times all regions, plus the overview.
- **Run**: `evaluation run` into a fresh copy of the project, nothing cached, the median of several. Its wall time
  includes starting Python, checking the data, the index and the record.
- **CPU** is user and system time of a command and all its descendants, also of those it left behind. Both sides find
  their bytecode ready.
- **Floor**: the charts of all reports drawn in a bare loop in one warm process, and their PDFs compiled by Typst.
- **Memory** is that of all processes of a run together, shared pages counted once, sampled four times a second.
- **Growth**: invented studies that repeat the rows of `hubei-2007`; the exponent is the slope of a log-log fit
  (1: twice the regions, twice the time).
- **A large delivery**: `evaluation check` of one table of 2,500 invented counties by 40 quarters, 28 figures each, all
  read, checked and measured; memory is that of the one process.
- **Reruns**: each change is made in turn to a project that has been run. A report counts as whole when it is there and
  equals what it was, or differs where the change demands it; a rerun that leaves a report missing counts as not measured.
"""


def tables(results: Results) -> list[Table]:
    """Every table that there are results for, the goals first."""
    judged = results.goals()
    made = [goals.table(judged)]
    made += [_naive(results)] if results.naive else []
    made += [_runs(results)] if results.runs else []
    made += [_floor(results)] if results.floor else []
    made += [_growth(results)] if results.sizes else []
    made += [_reruns(results)] if results.reruns else []
    made += [_starts(results)] if results.starts else []
    made += [_stages(results)] if results.stages else []
    made += [_profile(results)] if results.stages and goals.explain(judged) else []
    return made


def _naive(results: Results) -> Table:
    loop = results.naive
    rows = []
    for index, step in enumerate(STEPS):
        over = loop.overview[index] if index < len(loop.overview) else None
        rows.append(
            (
                f"{step} by {loop.pdf}" if step == "PDF" and loop.pdf else step,
                number(loop.step(index, cpu)),
                number(loop.step(index, wall)),
                number(over.cpu if over else None),
                number(over.wall if over else None),
            )
        )
    turns = {name: [sum(map(what, turn)) for turn in loop.regions] for name, what in (("cpu", cpu), ("wall", wall))}
    total = sum(map(cpu, loop.overview)), sum(map(wall, loop.overview))
    rows.append(("one turn", number(median(turns["cpu"])), number(median(turns["wall"])), number(total[0]), number(total[1])))
    notes = [
        f"Measured on {len(loop.regions)} of {loop.of} regions and the overview; a region took "
        f"{spread(turns['cpu'])} s of CPU and {spread(turns['wall'])} s. The whole loop of {loop.of} regions and the "
        f"overview: {number(loop.estimate(cpu), 1)} s of CPU, {number(loop.estimate(wall), 1)} s."
    ]
    if loop.pdf != "LaTeX":
        notes.append("The LaTeX route was not measured: xelatex or pandoc is not on the path.")
    if not loop.pdf:
        notes.append("No PDF was made: there is no browser either. The loop is cheaper than one that makes it.")
    return Table(
        title="Naive loop",
        header=("step", "region, CPU s", "region, wall s", "overview, CPU s", "overview, wall s"),
        rows=rows,
        notes=notes,
    )


def _runs(results: Results) -> Table:
    rows = []
    for runs in results.runs:
        cpus, walls = runs.middle(cpu), runs.middle(wall)
        ratios = ("—", "—")
        if results.naive:
            ratios = (number(results.naive.estimate(cpu) / cpus, 1), number(results.naive.estimate(wall) / walls, 1))
        rows.append(
            (
                str(runs.jobs),
                number(cpus, 1),
                number(walls, 1),
                number(cpus / runs.reports),
                number(walls / runs.reports),
                *ratios,
                number(max(c.largest for c in runs.costs), 0),
            )
        )
    notes = [
        f"{runs.reports} reports a run: one a region, and the overview. {runs.jobs} worker(s): CPU "
        f"{spread([c.cpu for c in runs.costs], 1)} s, wall {spread([c.wall for c in runs.costs], 1)} s in "
        f"{len(runs.costs)} run(s)."
        for runs in results.runs
    ]
    header = (
        "workers",
        "CPU s",
        "wall s",
        "CPU s a report",
        "wall s a report",
        "naive ÷ run, CPU",
        "naive ÷ run, wall",
        "largest process, MiB",
    )
    return Table(title="evaluation run hubei-2007", header=header, rows=rows, notes=notes)


def _floor(results: Results) -> Table:
    floor, run = results.floor, results.run_cpu()
    rows = []
    for name, typst in (("charts only", False), ("charts and Typst", True)):
        least = results.floor_cpu(typst)
        rows.append((name, number(least * 1000, 0), number(run / least if run else None)))
    kinds = ", ".join(f"{name} {number(each * 1000, 1)} ms ({count})" for name, count, each in sorted(floor["kinds"]))
    notes = [f"{floor['charts']} charts in {floor['reports']} reports. CPU of one, by kind (how many): {kinds}."]
    header = ("floor", "CPU ms a report", "run ÷ floor")
    return Table(title="Floor", header=header, rows=rows, notes=notes)


def _growth(results: Results) -> Table:
    rows = [
        (
            number(s.regions, 0),
            number(s.cost.cpu, 1),
            number(s.cost.wall, 1),
            number(s.cost.cpu / s.regions),
            number(s.cost.wall / s.regions),
            number(s.cost.tree, 0),
            number(s.cost.largest, 0),
        )
        for s in results.sizes
    ]
    slopes = {
        name: exponent([(s.regions, what(s.cost)) for s in results.sizes]) for name, what in (("CPU", cpu), ("wall time", wall))
    }
    notes = [f"Exponent of {name}: {number(slope)}." for name, slope in slopes.items() if slope is not None]
    if results.more_cpu() is not None:
        notes.append(f"One more region costs {number(results.more_cpu() * 1000, 0)} ms of CPU.")
    if all(s.regions != LARGE for s in results.sizes):
        notes.append("1,000 regions were not run; `make bench FULL=1` does it.")
    notes.append(f"Memory counts as constant up to {CONSTANT:g} times that of the smallest study.")
    header = ("regions", "CPU s", "wall s", "CPU s a region", "wall s a region", "all processes, MiB", "largest process, MiB")
    return Table(title="Growth and memory", header=header, rows=rows, notes=[" ".join(notes)])


def _reruns(results: Results) -> Table:
    rows = [(r.change, number(r.cost.wall), number(r.cost.cpu), str(r.changed), "yes" if r.whole else "no") for r in results.reruns]
    return Table(title="Reruns", header=("before the run", "wall s", "CPU s", "reports that differ", "reports whole"), rows=rows)


def _starts(results: Results) -> Table:
    rows = [(s.command, number(s.middle(wall)), number(s.middle(cpu)), spread([c.wall for c in s.costs])) for s in results.starts]
    return Table(title="Start-up", header=("command", "wall s", "CPU s", "wall s, least to most"), rows=rows)


def _stages(results: Results) -> Table:
    found = results.stages
    once = ("start and import", "measure")
    rows = [(f"{name} (once a process)", number(found["cpu"][name] * 1000, 0), "—") for name in once]
    each = {name: seconds for name, seconds in found["cpu"].items() if name not in once}
    rows += [
        (name, "—", number(seconds / found["reports"] * 1000, 1))
        for name, seconds in sorted(each.items(), key=lambda item: -item[1])
    ]
    total = sum(each.values()) / found["reports"]
    rows.append(("all stages of a report", "—", number(total * 1000, 1)))
    notes = []
    if results.run_cpu() is not None:
        rest = (results.run_cpu() - total) * 1000
        notes.append(
            f"A run with one worker takes {number(results.run_cpu() * 1000, 0)} ms a report. The other "
            f"{number(rest, 0)} ms are what is done once (its share), processes, the shell that executes cells, the "
            "index and the record."
        )
    header = ("stage", "once, CPU ms", "a report, CPU ms")
    return Table(title="Stages of a report in one process", header=header, rows=rows, notes=notes)


def _profile(results: Results) -> Table:
    rows = [(stage, f"`{name}`", number(calls, 0), number(own * 1000, 1)) for stage, name, calls, own in results.stages["top"]]
    return Table(
        title="Functions that take most time themselves, one region",
        header=("stage", "function", "calls", "own ms"),
        rows=rows,
        notes=["Under the profiler, which slows down Python more than compiled code."],
    )
