"""Make the pictures of the README: ``make screenshots``. Needs pdftoppm (poppler) and chromium.

Drawn from ``docs/examples`` and a fresh run of the overview; not compared by a test, since every browser draws a
little differently.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import examples
from PIL import Image

FOLDER = examples.ROOT / "docs" / "images"
MOST_BYTES, COLOURS, WIDTH = 300_000, 96, 1100


def main(browser: str | None) -> None:
    if not browser or not shutil.which("pdftoppm"):
        sys.exit("make screenshots needs chromium and pdftoppm (package poppler-utils); install them and try again")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        _page(examples.EXAMPLES["pdf"], Path(name) / "page")
        _save(Path(name) / "page.png", FOLDER / "report-pdf.png")
        _window(browser, examples.run(examples.OVERVIEW) / "report.html", Path(name))
        _save(Path(name) / "window.png", FOLDER / "overview-html.png")


def _page(pdf: Path, stem: Path) -> None:
    subprocess.run(["pdftoppm", "-png", "-singlefile", "-r", "140", pdf, stem], check=True)


def _window(browser: str, page: Path, folder: Path) -> None:
    target = folder / "window.png"
    settings = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={folder}/user"]
    command = [browser, *settings, "--window-size=1100,1400", f"--screenshot={target}", page.resolve().as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def _save(source: Path, target: Path) -> None:
    """The picture at README size, in few colours: small enough to be committed."""
    picture = Image.open(source).convert("RGB")
    picture = picture.resize((WIDTH, round(picture.height * WIDTH / picture.width)), Image.Resampling.LANCZOS)
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)
    size = target.stat().st_size
    if size > MOST_BYTES:
        sys.exit(f"{target} has {size} bytes, {MOST_BYTES} are allowed; lower COLOURS or WIDTH in tools/screenshots.py")
    print(f"wrote {target.relative_to(examples.ROOT)}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
