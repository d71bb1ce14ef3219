"""The examples of docs/ give what the pages print, and every public function of scores is on its page."""

import doctest
import re
from pathlib import Path

import pytest

from evaluation import scores

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


@pytest.mark.parametrize(("page", "least"), [("scores.md", 20), ("architecture.md", 14)])
def test_the_examples_give_what_the_page_prints(page, least, monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("EVALUATION_ROOT", str(ROOT))
    text = (DOCS / page).read_text(encoding="utf-8")
    blocks = "\n".join(re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL))
    examples = doctest.DocTestParser().get_doctest(blocks, {}, page, f"docs/{page}", 0)
    said: list[str] = []
    done = doctest.DocTestRunner(verbose=False).run(examples, out=said.append)
    assert done.attempted >= least
    assert done.failed == 0, "".join(said)


def test_every_public_function_is_on_the_page():
    words = set(re.findall(r"\w+", (DOCS / "scores.md").read_text(encoding="utf-8")))
    helpers = {"Scheme", "Spread", "FactorColumn", "award", "winsorise", "skewness", "kurtosis", "sobol", "all_or_nothing"}
    assert set(scores.__all__) - words - helpers == set()
