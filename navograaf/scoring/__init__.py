"""Scoring: findings compared with a hand-made annotation, layer by layer.

Stands beside the flow: it reads the JSON of findings and of tests/gold, never a letter or a graph.
Law: the count of an item depends on the annotation and the findings of its own letter alone, so the
tallies of letters add up.
"""

from __future__ import annotations

from navograaf.scoring.evaluation import Evaluation, evaluate
from navograaf.scoring.layers import score_letter
from navograaf.scoring.registry import Known, annotated_letters, read_known
from navograaf.scoring.tally import Tally

__all__ = ["Evaluation", "Known", "Tally", "annotated_letters", "evaluate", "read_known", "score_letter"]
