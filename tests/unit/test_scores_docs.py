"""The examples of docs/scores.md give what the page prints, and every public function is on it."""

import doctest
import re
from pathlib import Path

from evaluation import scores

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "scores.md").read_text(encoding="utf-8")


def test_the_examples_give_what_the_page_prints(monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("EVALUATION_ROOT", str(ROOT))
    blocks = "\n".join(re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))
    examples = doctest.DocTestParser().get_doctest(blocks, {}, "scores.md", "docs/scores.md", 0)
    said: list[str] = []
    done = doctest.DocTestRunner(verbose=False).run(examples, out=said.append)
    assert done.attempted > 20
    assert done.failed == 0, "".join(said)


def test_every_public_function_is_on_the_page():
    words = set(re.findall(r"\w+", PAGE))
    helpers = {
        "Scheme",
        "Spread",
        "Column",
        "award",
        "winsorise",
        "skewness",
        "kurtosis",
        "sobol",
        "all_or_nothing",
    }
    assert set(scores.__all__) - words - helpers == set()
