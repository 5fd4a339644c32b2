"""A reviewer at the page: what somebody presses and sees, in a browser of their own."""

import re
from collections.abc import Callable
from typing import Any, Self

from tests.review_page.served import Served

PATIENCE_MS = 10_000
DESK = {"width": 1280, "height": 800}
LOST = "Failed to load resource"


class Reviewer:
    """One browser with one name; `wrong` holds what its console said, and what of the page's code failed.

    A browser's console names each request that is refused or not answered; where a test wants that, it is `refused`.
    """

    def __init__(self, chromium: Any, name: str, *, refused: bool = False, **options: Any) -> None:
        self.name, self._refused = name, refused
        self.context = chromium.new_context(**{"viewport": DESK, "reduced_motion": "reduce", **options})
        self.context.set_default_timeout(PATIENCE_MS)
        self.wrong: list[str] = []
        self.asked: list[str] = []
        self.tab = self.new_tab()

    def new_tab(self) -> Any:
        """Open a tab."""
        tab = self.context.new_page()
        tab.on("console", lambda message: self._note(message.text))
        tab.on("pageerror", lambda error: self.wrong.append(str(error)))
        tab.on("request", lambda request: self.asked.append(request.url))
        return tab

    def _note(self, text: str) -> None:
        if not (self._refused and text.startswith(LOST)):
            self.wrong.append(text)

    def open(self, served: Served, query: str = "") -> Self:
        """Open a query of the page, as somebody who has opened the printed address and given a name before."""
        self.context.request.get(served.url)
        self.send(served, "/api/reviewer", {"name": self.name})
        self.tab.goto(f"{served.address}/?{query}")
        return self.ready()

    def send(self, served: Served, path: str, body: object) -> Any:
        """Return the answer to what the page would send."""
        answer = self.context.request.post(served.address + path, data=body, headers={"Origin": served.address})
        assert answer.ok, answer.text()
        return answer.json()

    def ask(self, served: Served, path: str) -> Any:
        """Return what the server answers the page."""
        return self.context.request.get(served.address + path).json()

    def ready(self) -> Self:
        """Wait until the page has done what it was asked."""
        self.tab.wait_for_selector("#work:not([hidden]) #english, #end:not([hidden])")
        self.tab.wait_for_selector("body:not([aria-busy])")
        return self

    def press(self, *keys: str) -> Self:
        """Press keys one after another, each when what the one before asked for is done."""
        for key in keys:
            self.tab.keyboard.press(key)
            self.tab.wait_for_selector("body:not([aria-busy])")
        return self

    def type(self, text: str) -> Self:
        """Type a text where the cursor is."""
        self.tab.keyboard.type(text)
        return self

    def write(self, text: str) -> Self:
        """Open the editor and write a text in place of what is there."""
        return self.press("e", "Control+a").type(text)

    def text(self, selector: str) -> str:
        """Return what is seen of an element."""
        return self.tab.inner_text(selector)

    def sees(self, selector: str) -> bool:
        """Tell whether an element is seen."""
        return self.tab.is_visible(selector)

    def until(self, selector: str, wanted: str) -> Self:
        """Wait until an element's text matches a pattern."""
        self.tab.locator(selector).filter(has_text=re.compile(wanted)).first.wait_for()
        return self

    def judge(self, *keys: str) -> Self:
        """Press keys and wait for the next pair."""
        before = self.pair
        self.press(*keys)
        self.tab.wait_for_function("before => !location.search.includes(before)", arg=before)
        return self.ready()

    @property
    def pair(self) -> str:
        """The id of the pair that is shown."""
        found = re.search(r"pair=(\w+)", self.tab.url)
        return found[1] if found else ""

    @property
    def english(self) -> str:
        """The English that is shown."""
        return self.text("#english")

    @property
    def said(self) -> str:
        """What the page said last."""
        return self.text("#said")

    @property
    def focused(self) -> str:
        """The id of what has the keyboard."""
        return self.tab.evaluate("document.activeElement.id")

    def script(self, code: str, argument: Any = None) -> Any:
        """Return the value of a script."""
        return self.tab.evaluate(code, argument)


Meet = Callable[..., Reviewer]
