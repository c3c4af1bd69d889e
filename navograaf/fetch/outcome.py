"""What became of the papers of a fetch: kept by download.py as it goes, told by the command."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Outcome:
    """What became of the papers."""

    new: int = 0
    changed: int = 0
    same: int = 0
    left: int = 0
    """Papers whose file was changed by a person or is not ours, and was left alone."""
    missing: list[str] = field(default_factory=list)
    """Papers of which the server has no file."""
    failed: list[tuple[str, str]] = field(default_factory=list)
    """Papers, or their metadata, that could not be had, and why."""
    notes: list[str] = field(default_factory=list)
    bytes: int = 0
    unasked: int = 0
    """Papers that were not asked for since the server was away or the limit was reached."""
    stopped: str = ""
    """Why."""

    @property
    def there(self) -> int:
        """Papers that are in the folder now."""
        return self.new + self.changed + self.same + self.left

    def count(self, word: str) -> None:
        """Count a letter that is in the folder now. word: new, changed, same or left."""
        self.new += word == "new"
        self.changed += word == "changed"
        self.same += word == "same"
        self.left += word == "left"
