"""Take the picture of the review page that the documentation shows.

    python scripts/picture_review_page.py docs/review-page.png

Builds a dataset of an article of our own with the embedded model, serves it, judges some pairs under two names, opens
one of them in headless Chromium and takes its picture. Needs `bilingual[review]`, playwright, pillow and Chromium.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Annotated, Any

import typer

ROOT = Path(__file__).parent.parent
BILINGUAL = [sys.executable, "-m", "bilingual"]
WINDOW = {"width": 1280, "height": 800}
ARTICLE = {
    "id": "phare",
    "title": "Le phare de Kermorvan rouvre après trois ans de travaux",
    "publisher": "Le Courrier des îles",
    "date": "2024-06-14",
    "url": "https://courrier-des-iles.example/phare",
    "text": """Le phare de Kermorvan rouvre après trois ans de travaux
Fermé depuis le printemps 2021, le phare accueillera de nouveau ses visiteurs dès samedi.
Les 127 marches de l'escalier ont été refaites à l'identique par deux tailleurs de pierre de Brest.
La lanterne, elle, a été démontée pièce par pièce, puis nettoyée à la main.
« On a failli jeter l'éponge plus d'une fois », avoue la cheffe du chantier, Maëlle Le Goff.
Le chantier a coûté 1,8 million d'euros, soit un tiers de moins que prévu.
Il a fallu attendre les grandes marées de mars pour acheminer les blocs de granit par la grève.
Les goélands, qui avaient élu domicile dans la guérite, ont été délogés sans bruit.
Une exposition retrace la vie des gardiens jusqu'à l'automatisation, en 1994.
L'entrée coûte 6 euros, et la visite dure une heure environ.""",
}
SAID = "The gulls that had made their home in the guerite were moved out quietly."
REMARK = "guérite: the lookout, or a sentry box?"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a dataset, and give the address that is printed."""
    command = [*BILINGUAL, "review", "serve", str(folder), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


def build(folder: Path) -> Path:
    """Build the dataset of the article."""
    (folder / "phare.jsonl").write_text(json.dumps(ARTICLE, ensure_ascii=False) + "\n", encoding="utf-8")
    out = folder / "courrier"
    subprocess.run([*BILINGUAL, "build", str(folder / "phare.jsonl"), "--out", str(out)], check=True, cwd=ROOT)
    return out


class Person:
    """Somebody who reviews in a browser of their own."""

    def __init__(self, browser: Any, url: str, name: str) -> None:  # noqa: ANN401
        self.tab = browser.new_page(viewport=WINDOW, color_scheme="light")
        self.tab.goto(url)
        self.tab.fill("#name input", name)
        self.press("Enter")

    def press(self, *keys: str) -> None:
        """Press keys, each when the page has done what the one before asked for."""
        for key in keys:
            self.tab.keyboard.press(key)
            self.tab.wait_for_selector("body:not([aria-busy])")
            self.tab.wait_for_selector("#work:not([hidden]) #english, #end:not([hidden])")

    def search(self, words: str) -> None:
        """Go to the pair with these words."""
        self.press("/")
        self.tab.keyboard.type(words)
        self.press("Enter")

    def type(self, text: str) -> None:
        """Type a text in place of what the field holds."""
        self.press("Control+a")
        self.tab.keyboard.type(text)


def take(url: str, path: Path) -> None:
    """Judge some pairs as two people, and take the picture of what the second sees of the first's edit."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        maelle = Person(browser, url, "Maëlle")
        maelle.press("a", "a", "a", "r")
        maelle.search("goélands")
        maelle.press("c")
        maelle.type(REMARK)
        maelle.press("Escape", "e")
        maelle.type(SAID)
        maelle.press("Control+Enter")
        camille = Person(browser, url, "Camille")
        camille.press("a", "a")
        camille.search("goélands")
        pair = camille.tab.url.split("pair=")[1]
        camille.tab.goto(f"{camille.tab.url.split('?')[0]}?pair={pair}")
        camille.tab.wait_for_selector("#english")
        camille.tab.wait_for_timeout(500)
        shrink(camille.tab.screenshot(), path)
        browser.close()


def shrink(picture: bytes, path: Path) -> None:
    """Write a picture with the 256 colours that it needs most: a third of its bytes, and no difference to the eye."""
    from PIL import Image

    Image.open(BytesIO(picture)).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)


def main(path: Annotated[Path, typer.Argument(help="The PNG file to write.")]) -> None:
    """Take the picture."""
    with tempfile.TemporaryDirectory() as folder, served(build(Path(folder))) as url:
        take(url, path)


if __name__ == "__main__":
    typer.run(main)
