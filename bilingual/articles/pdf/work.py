"""How much work reading a PDF may be: what its pages unpack to, however small the file is."""

import re
from collections.abc import Iterator
from typing import Any

from pypdf.generic import ContentStream, DictionaryObject, EncodedStreamObject, NameObject, StreamObject

MIB = 1 << 20
FREE_BYTES = 4 * MIB  # unpacked, for the smallest file; of text that is half a minute's work
TIMES = 16  # as many bytes as the file has; of those measured none came to 9
PAGE_BYTES = 32 * MIB
VISIT_BYTES = 100  # what looking at one resource counts for
ENTRY_BYTES = 4  # what one code of a font counts for
MOST_CODES = 100_000  # pypdf reads no more of one font
MOST_LINES, MOST_LETTERS = 500_000, 16_000_000  # of a document, held together until its paragraphs are made
RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
RANGE = re.compile(rb"<\s*([0-9A-Fa-f]{1,8})\s*>\s*<\s*([0-9A-Fa-f]{1,8})\s*>\s*(?:<[^>]*>|\[[^\]]*\])")
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


class WorkExceeded(Exception):
    """A file is more work than one of its size may be."""


class Work:
    """The bytes that may still be unpacked for a file of `size` bytes, and for the page at work.

    pypdf bounds each stream; a page can name many, and draw each of them again and again.
    """

    def __init__(self, size: int) -> None:
        self._left = FREE_BYTES + TIMES * size
        self._page_left = PAGE_BYTES
        self._sizes: dict[int, int] = {}
        self._opened: list[StreamObject] = []
        self._forms: dict[str, int] = {}
        self._lines, self._letters = MOST_LINES, MOST_LETTERS

    def begin_page(self, page: Any) -> None:  # noqa: ANN401 - a page of pypdf, whose values may be anything
        """Count all that a page may unpack. Raises WorkExceeded."""
        self._page_left = PAGE_BYTES
        contents = page.get("/Contents")
        self._opened += _streams(contents)
        if contents is not None:
            content = ContentStream(_resolved(contents), page.pdf, "bytes")
            self.count(len(content.get_data()))
            page[NameObject("/Contents")] = content  # it is not put together again to be read
        waiting = [page.get("/Resources")]
        seen: set[int] = set()
        while waiting:
            resources = _resolved(waiting.pop())
            if isinstance(resources, DictionaryObject) and id(resources) not in seen:
                seen.add(id(resources))
                self._count_fonts(resources)
                waiting += self._count_forms(resources, seen)

    def count(self, number: int) -> None:
        """Count bytes. Raises WorkExceeded when they are too many."""
        self._left -= number
        self._page_left -= number
        if self._left < 0 or self._page_left < 0:
            raise WorkExceeded

    def count_line(self, letters: int) -> None:
        """Count a line of the text. Raises WorkExceeded when it has too many, or too many letters."""
        self._lines -= 1
        self._letters -= letters
        if self._lines < 0 or self._letters < 0:
            raise WorkExceeded

    def count_drawing(self, name: object) -> None:
        """Count that a form is drawn, by its name. Raises WorkExceeded."""
        self._left -= self._forms.get(str(name), 0) + VISIT_BYTES
        if self._left < 0:
            raise WorkExceeded

    def end_page(self, page: Any) -> None:  # noqa: ANN401 - as above
        """Forget what the page has unpacked, which pypdf would keep."""
        for stream in self._opened:
            if isinstance(stream, EncodedStreamObject):
                stream.decoded_self = None
        if page is not None and "/Contents" in page:
            del page["/Contents"]
        self._opened.clear()
        self._forms.clear()

    def _count_forms(self, resources: DictionaryObject, seen: set[int]) -> Iterator[object]:
        """Yield the resources of the forms that these name."""
        for name, form in _named(resources, "/XObject"):
            self.count(VISIT_BYTES)
            if isinstance(form, StreamObject) and form.get("/Subtype") == "/Form" and id(form) not in seen:
                seen.add(id(form))
                self._forms[name] = max(self._forms.get(name, 0), self._unpacked(form, again=False))
                yield form.get("/Resources")

    def _count_fonts(self, resources: DictionaryObject) -> None:
        for _, font in _named(resources, "/Font"):
            self.count(VISIT_BYTES)
            if not isinstance(font, DictionaryObject):
                continue
            self._unpacked(_resolved(font.get("/ToUnicode")), again=True)
            self.count(ENTRY_BYTES * sum(map(_widths, _with_descendants(font))))
            descriptor = _resolved(font.get("/FontDescriptor"))
            if isinstance(descriptor, DictionaryObject) and "/ToUnicode" not in font:
                for key in FONT_FILES:
                    self._unpacked(_resolved(descriptor.get(key)), again=False)

    def _unpacked(self, stream: object, *, again: bool) -> int:
        """Return the unpacked size of a stream, counted the first time or each time."""
        if not isinstance(stream, StreamObject):
            return 0
        self._opened.append(stream)
        reference = stream.indirect_reference
        key = reference.idnum if reference is not None else -1
        size = self._sizes.get(key)
        if size is None or again:
            size = _size(stream.get_data(), again) if size is None else size
            self.count(size)
        if key >= 0:
            self._sizes[key] = size
        return size


def _size(data: bytes, is_map: bool) -> int:
    """Return what a stream counts for: its bytes, and the codes that the ranges of a font's map stand for."""
    if not is_map:
        return len(data)
    ranges = (found for part in RANGES.findall(data) for found in RANGE.findall(part))
    return len(data) + ENTRY_BYTES * min(
        sum(max(0, int(last, 16) - int(first, 16)) for first, last in ranges), MOST_CODES
    )


def _with_descendants(font: DictionaryObject) -> Iterator[DictionaryObject]:
    found = _resolved(font.get("/DescendantFonts"))
    for one in (font, *(map(_resolved, found) if isinstance(found, list) else ())):
        if isinstance(one, DictionaryObject):
            yield one


def _widths(font: DictionaryObject) -> int:
    """Return about how many widths a font gives: a composite one gives those of a range by its two ends."""
    simple, composite = _resolved(font.get("/Widths")), _resolved(font.get("/W"))
    number = len(simple) if isinstance(simple, list) else 0
    ends = [one for one in composite if isinstance(one, int)] if isinstance(composite, list) else []
    return number + len(ends) + min(max(ends, default=0), MOST_CODES)


def _resolved(value: Any) -> object:  # noqa: ANN401 - whatever stands in the file
    return value.get_object() if hasattr(value, "get_object") else value


def _named(resources: DictionaryObject, kind: str) -> list[tuple[str, object]]:
    found = _resolved(resources.get(kind))
    return (
        [(str(name), _resolved(value)) for name, value in found.items()] if isinstance(found, DictionaryObject) else []
    )


def _streams(contents: Any) -> list[StreamObject]:  # noqa: ANN401 - whatever stands in the file
    found = _resolved(contents)
    each = map(_resolved, found) if isinstance(found, list) else [found]
    return [stream for stream in each if isinstance(stream, StreamObject)]
