"""The path of an element: an XPath without prefixes, "/html/body/div[2]/p[3]". Law: it finds that element alone."""

from __future__ import annotations

from collections import Counter

from lxml.html import HtmlElement


class Paths:
    """The paths of the elements of a page; each row of siblings is counted once."""

    def __init__(self) -> None:
        self._steps: dict[HtmlElement, str] = {}
        self._last: tuple[HtmlElement | None, str] = (None, "")
        """The parent of the last element that was asked for, and its path: paragraphs stand in rows."""

    def of(self, element: HtmlElement) -> str:
        """The path of an element."""
        above = element.getparent()
        if above is None:
            return f"/{element.tag!s}"
        if self._last[0] is not above:
            steps: list[str] = []
            here: HtmlElement | None = above
            while here is not None:
                steps.append(self._step(here))
                here = here.getparent()
            self._last = above, "".join(reversed(steps))
        return self._last[1] + self._step(element)

    def _step(self, element: HtmlElement) -> str:
        above = element.getparent()
        if above is None:
            return f"/{element.tag!s}"
        if element not in self._steps:
            self._count(above)
        return self._steps[element]

    def _count(self, above: HtmlElement) -> None:
        seen: Counter[str] = Counter()
        alone = Counter(child.tag for child in above if isinstance(child.tag, str))
        for at, child in enumerate(above.iterchildren("*"), start=1):
            name = str(child.tag)
            seen[name] += 1
            if name == "body" and alone[name] == 1:
                self._steps[child] = "/body"
            elif name.isalnum():
                self._steps[child] = f"/{name}[{seen[name]}]"
            else:  # Word's "o:p" is no name without a prefix
                self._steps[child] = f"/*[{at}]"
