"""All layers of one letter, each scored by its own rule."""

from __future__ import annotations

from typing import Any

from navograaf.scoring.document import score_document
from navograaf.scoring.matching import mentions_of, pair, same_place
from navograaf.scoring.registry import Known
from navograaf.scoring.statements import (
    score_decisions,
    score_places,
    score_positions,
    score_quantities,
    score_questions,
)
from navograaf.scoring.tally import Tally
from navograaf.scoring.things import (
    KAMERSTUK,
    OTHER_PAPERS,
    score_meetings,
    score_mentions,
    score_references,
    score_topic_spans,
    score_topics,
)


def score_letter(annotation: dict[str, Any], findings: dict[str, Any], known: Known) -> dict[str, Tally]:
    """Score the findings of one letter against its annotation.

    annotation: as tests/gold/NNN.json; findings: as `navograaf findings` prints, any layer may be
    absent. Returns layer name -> Tally. KeyError, TypeError or AttributeError when a field is missing
    or of the wrong kind.
    """

    def sides(layer: str) -> tuple[Any, Any]:
        return annotation.get(layer), findings.get(layer)

    missions, organisations, people, documents = (
        (mentions_of(annotation.get(layer)), mentions_of(findings.get(layer)))
        for layer in ("missions", "organisations", "people", "documents_mentioned")
    )
    countries = mentions_of(annotation.get("countries"), "iso2"), mentions_of(findings.get("countries"), "iso2")
    return {
        "document": score_document(annotation, findings),
        "sections": pair(annotation.get("sections") or (), findings.get("sections") or (), same_place),
        "meetings": score_meetings(*sides("meetings")),
        "references": score_references(*sides("references"), KAMERSTUK),
        "references-other": score_references(*sides("references"), OTHER_PAPERS),
        "missions": score_mentions(*missions, known.missions, organisations),
        "people": score_mentions(*people, known.people),
        "organisations": score_mentions(*organisations, known.organisations, missions),
        "countries": score_mentions(*countries),
        "documents": score_mentions(*documents, known.documents),
        "topics": score_topics(*sides("topics"), known.topics),
        "topics-spans": score_topic_spans(*sides("topics"), known.topics),
        "decisions": score_decisions(*sides("decisions"), known.acts),
        "decisions-status": score_decisions(*sides("decisions"), None),
        "decisions-found": score_places(*sides("decisions")),
        "positions": score_positions(*sides("positions")),
        "positions-found": score_places(*sides("positions")),
        "commitments": score_places(*sides("commitments")),
        "quantities": score_quantities(*sides("quantities")),
        "questions": score_questions(*sides("questions")),
    }
