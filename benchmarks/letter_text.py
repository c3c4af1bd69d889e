"""A made letter from its plan to its text: front, sections or questions with answers, signatures.

Under make_letters.py. Law: what is drawn depends on the seed and the number of the letter alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from letter_meetings import held
from letter_names import holder
from letter_plan import GROUP, KINDS, MEETINGS_A_GROUP, VOLUME, Chance, Plan, plan
from letter_words import Words, form, genre, month, spaced, written

# kB of text by chance, as the five letters have it: nearly all about 8, a consultation may be five times that.
_SIZES = {
    "agenda": (6.0, 7.0, 7.6, 8.0, 8.2, 8.6, 9.2, 10.5, 13.5),
    "report": (5.6, 6.6, 7.4, 7.9, 8.2, 8.5, 8.9, 9.8, 12.0),
    "mission": (5.0, 5.8, 6.6, 7.2, 7.8, 8.2, 9.0, 10.0, 12.0),
    "consultation": (7.0, 7.8, 8.4, 9.4, 11.0, 13.0, 16.0, 24.0, 43.0),
}
# How often each kind of sentence comes, by kind of letter; calibrated on the findings in the five letters.
_MIX = {
    "agenda": "fact 46 agenda_decision 12 position 21 quantity 4 reference 5 paper 7 commitment 1",
    "report": "fact 46 report_decision 13 position 21 quantity 4 reference 5 paper 7 commitment 2",
    "mission": "fact 48 report_decision 12 position 17 quantity 6 reference 5 paper 5 commitment 2",
    "consultation": "fact 50 agenda_decision 8 position 18 quantity 4 reference 5 paper 6 answer 12 commitment 1",
}
_VOWELS = "aeiou"
_TAILS = 55
"""Of a hundred sentences that tell facts, so many go on in a clause."""


class Writing:
    """One letter on its way to text."""

    def __init__(self, planned: Plan, seed: int) -> None:
        self.plan, self.seed = planned, seed
        self.chance = Chance(seed, planned.number)
        self.held = held(planned.meeting, planned.volume, seed)
        self.words = Words(self.chance, planned.day)
        self.words.drawn |= {"matter": lambda: self.chance.pick(self.held.matters), "kst": self._earlier}
        other = "foreign" if self.held.minister == "defence" else "defence"
        self.given = {
            "of": self.held.of,
            "when": self.held.when,
            "place": self.held.place,
            "minister": genre()[f"minister_{self.held.minister}"],
            "colleague": genre()[f"minister_{other}"],
            "letter_date": written(planned.day),
            "previous": self._before(1),
            "earlier": self._before(2 + self.chance.below(6)),
            "kst_set": self._paper(planned.number - planned.number % GROUP % len(KINDS)),
        }
        mix = _MIX[planned.kind].split()
        self.kinds, self.weights = mix[::2], [int(weight) for weight in mix[1::2]]

    def text(self) -> str:
        """The whole letter."""
        size = self._size()
        parts = [self._front(), self.fill(self.chance.pick(genre()["opening"][self.plan.kind]))]
        length, asked = sum(map(len, parts)), 0
        while length < size:
            if self.plan.kind == "consultation":
                asked += 1
                new = self._question(asked)
            else:
                new = self._section()
            parts += new
            length += sum(map(len, new))
        parts.append(self._signed())
        wide, hyphens = (72, True) if self.chance.below(3) else (80, False)
        return " " + "\n\n".join(_wrapped(part, wide, hyphens) for part in parts if part) + "\n"

    def fill(self, template: str) -> str:
        """A template as sentences: each begins with a capital."""
        filled = self.words.fill(template, self.given)
        return re.sub(r"(^|[.?!] )([a-zë])", lambda found: found[1] + found[2].upper(), filled)

    def _size(self) -> float:
        # Between two of the listed sizes, so that no two letters are of one size.
        sizes = _SIZES[self.plan.kind]
        at = self.chance.below((len(sizes) - 1) * 1_000)
        low, high = sizes[at // 1_000], sizes[at // 1_000 + 1]
        return 1_000 * (low + (high - low) * (at % 1_000) / 1_000) * 0.9

    def _front(self) -> str:
        if not self.chance.below(6):
            return ""  # two of the five letters begin with their first sentence
        title = genre()["title"][self.plan.kind].replace("{MINISTER}", self.given["minister"].upper())
        head = form("head", dossier=spaced(self.plan.dossier), nr=self.plan.nr, title=title)
        return head + form("set" if self.plan.kind == "consultation" else "sent", day=written(self.plan.day))

    def _section(self) -> list[str]:
        chance = self.chance
        topic = self.words.drawn["topic"]() if chance.below(5) else chance.pick(genre()["heading"]["own"])
        self.given["topic"] = topic[0].lower() + topic[1:] if chance.below(2) else topic
        # Words of the section's own subject come back in it; the rest is drawn anew.
        paragraphs = [topic[0].upper() + topic[1:]] + [
            self._paragraph(3 + chance.below(4)) for _ in range(1 + chance.below(3))
        ]
        del self.given["topic"]
        return paragraphs

    def _question(self, number: int) -> list[str]:
        asked = [self.fill(self.chance.pick(genre()["sentence"]["question"]))]
        answer = [self._paragraph(3 + self.chance.below(4)) for _ in range(1 + self.chance.below(2))]
        return [form("question", number=number, text=asked[0]), form("answer", text=answer[0]), *answer[1:]]

    def _paragraph(self, sentences: int) -> str:
        return " ".join(self._sentence() for _ in range(sentences))

    def _sentence(self) -> str:
        kind = self.chance.weighted(self.kinds, self.weights)
        template = self.chance.pick(genre()["sentence"][kind])
        if kind not in ("position", "commitment") and template.endswith(".") and self.chance.below(100) < _TAILS:
            template = template[:-1] + self.chance.pick(genre()["tail"]) + "."
        return self.fill(template)

    def _signed(self) -> str:
        day = self.plan.day.isoformat()
        posts = ("foreign", "defence") if self.plan.kind == "mission" else (self.held.minister,)
        signed = [form("signed", post=genre()[f"minister_{post}"], name=holder(post, day)) for post in posts]
        return "\n\n".join(signed)

    def _paper(self, number: int) -> str:
        other = plan(number, self.seed)
        return form("paper", dossier=spaced(other.dossier), nr=other.nr)

    def _earlier(self) -> str:
        """A paper made before this letter in its own volume, now and then one of the volume before."""
        place = self.plan.number % VOLUME
        if place == 0:
            return self.words.reference()
        back = 1 + self.chance.below(min(place, 60))
        if self.plan.volume and not self.chance.below(8):
            back += VOLUME
        return self._paper(self.plan.number - back)

    def _before(self, back: int) -> str:
        """The meeting so many before this one, with the number of its report."""
        number = self.plan.meeting - back
        if number < 0:
            when = month(self.plan.day - timedelta(days=200))
            return form("once", of=self.held.of, month=when, paper=self.words.reference())
        before = held(number, self.plan.volume, self.seed)
        group, at = divmod(number, MEETINGS_A_GROUP)
        report = self.plan.volume * VOLUME + group * GROUP + at * len(KINDS) + 2
        return form("before", of=before.of, when=before.when, place=before.place, paper=self._paper(report))


def _wrapped(part: str, width: int, hyphens: bool) -> str:
    """Lines as they are printed; some layouts break long words at the end of a line."""
    return "\n".join(printed for line in part.split("\n") for printed in _lines(line, width, hyphens))


def _lines(text: str, width: int, hyphens: bool) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        room = width - len(line) - 1
        if line and len(word) > room:
            at = _break(word, room - 1) if hyphens else 0
            yield f"{line} {word[:at]}-" if at else line
            line = word[at:]
        else:
            line = f"{line} {word}" if line else word
    yield line


def _break(word: str, most: int) -> int:
    """Where a word is broken, at most so many letters in it: between a vowel and a consonant with its vowel; or 0."""
    for at in range(min(most, len(word) - 3), 2, -1):
        if word[at - 1] in _VOWELS and word[at] not in _VOWELS and word[at + 1] in _VOWELS and word.isalpha():
            return at
    return 0
