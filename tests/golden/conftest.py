"""``--update-golden`` writes the golden files anew; without it a missing or different one fails."""

import pytest


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="write tests/golden/*.json anew")


@pytest.fixture
def update(request):
    return request.config.getoption("--update-golden", default=False)
