"""navograaf.export.notices: the licences of what the page carries, in the page and in the wheel."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import navograaf.export
from navograaf.export.notices import notices

VENDOR = Path(navograaf.export.__file__).parent / "vendor"
ROOT = Path(__file__).parents[1]
HOLDERS = {
    "babel": "Sebastian McKenzie and other contributors",
    "events": "Joyent, Inc. and other Node contributors",
    "graphology": "2016-2021 Guillaume Plique",
    "graphology-utils": "2017-2021 Guillaume Plique",
    "sigma": "Alexis Jacomy, Guillaume Plique, Benoît Simard",
}


def test_every_library_has_its_name_its_holder_and_the_whole_licence() -> None:
    text = notices()
    assert {file.name for file in VENDOR.glob("*.LICENSE.txt")} == {f"{name}.LICENSE.txt" for name in HOLDERS}
    for name, holder in HOLDERS.items():
        licence = (VENDOR / f"{name}.LICENSE.txt").read_text(encoding="utf-8").strip()
        assert holder in licence
        assert f"{name}\n\n{licence}\n" in text
    assert text.count("Permission is hereby granted") == len(HOLDERS)


def test_an_html_comment_can_hold_it() -> None:
    # https://html.spec.whatwg.org/multipage/syntax.html#comments
    text = notices()
    assert not re.search(r"--|<!|^-?>|[\r\0]", text)


def test_the_libraries_are_in_the_builds_that_are_said_to_carry_them() -> None:
    graphology, sigma = (
        (VENDOR / name).read_text(encoding="utf-8") for name in ("graphology.umd.min.js", "sigma.min.js")
    )
    for build in (graphology, sigma):
        assert "EventEmitter" in build and "_maxListeners" in build, "events"
        assert "@@toPrimitive must return a primitive value." in build, "the runtime of Babel"


def test_a_wheel_carries_every_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = {file for pattern in project["license-files"] for file in ROOT.glob(pattern)}
    assert found == {ROOT / "LICENSE", *VENDOR.glob("*.LICENSE.txt")}
