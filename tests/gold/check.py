#!/usr/bin/env python3
"""Validate the gold standard against the seed letters.

usage: python3 tests/gold/check.py LETTERS_FOLDER [--counts]

Checks every offset and quote, the required keys, the enumerations, the ids
and the cross references of the gold files that stand beside this script.
Exit status 0 when all is well, 1 otherwise.  Standard library only.
"""

import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
LETTERS = ["000", "001", "002", "003", "004"]
LISTS = [
    "sections",
    "meetings",
    "references",
    "missions",
    "topics",
    "people",
    "organisations",
    "countries",
    "places",
    "documents_mentioned",
    "decisions",
    "positions",
    "commitments",
    "quantities",
    "questions",
    "footnotes",
    "artefacts",
]
KINDS = {"agenda", "report", "questions", "letter"}
REF_KINDS = {"kamerstuk", "kenmerk", "un-resolution", "treaty", "url"}
MISSION_KINDS = {"mission", "operation", "exercise", "force", "command"}
STATUS = {"taken", "expected", "proposed", "pending", "not_yet"}
POLARITY = {"supports", "opposes", "urges", "stresses", "asks", "notes"}
EVO_KINDS = {"decision", "position", "plan", "fact"}
DEPTH = {"substantive", "listed"}
MENTION_TYPES = {"name", "abbr", "description", "role", "anaphor"}
DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")
ID_FORMS = {
    "kamerstuk": re.compile(r"^\d{5}(-[IVXLC]+)?-\d+$"),
    "kenmerk": re.compile(r"^\d{4}D\d+$"),
    "un-resolution": re.compile(r"^UNSCR-\d+$"),
    "treaty": re.compile(r"^[a-z0-9-]+$"),
    "url": re.compile(r"^https?://[\x21-\x7e]+$"),
}
# absolute paths belong to one machine; addresses have a host before their path
MACHINE_PATH = re.compile(r"(?<![\w:./-])(?:/(?!usr/bin/env)[a-z]+){2,}/|\b[A-Z]:\\\\")

problems = []


def bad(where, what):
    problems.append(f"{where}: {what}")


def load(name):
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def need(d, keys, where):
    for k in keys:
        if k not in d:
            bad(where, f"key {k!r} missing")


def span_ok(text, a, b, where):
    if not (isinstance(a, int) and isinstance(b, int)):
        bad(where, "offsets are not integers")
        return False
    if not 0 <= a < b <= len(text):
        bad(where, f"offsets {a}-{b} out of range")
        return False
    return True


def walk(o, text, where, trim=True):
    """check every span found anywhere in the object"""
    if isinstance(o, list):
        for i, x in enumerate(o):
            walk(x, text, f"{where}[{i}]", trim)
        return
    if not isinstance(o, dict):
        return
    if o.get("start") is not None:
        if span_ok(text, o["start"], o.get("end"), where):
            got = text[o["start"] : o["end"]]
            for k in ("quote", "surface", "heading"):
                if k in o:
                    if o[k] != got:
                        bad(where, f"{k} differs from the letter: {o[k]!r} / {got!r}")
                    if trim and o[k] != o[k].strip():
                        bad(where, f"{k} has outer white space")
            if "head" in o and not got.startswith(o["head"]):
                bad(where, "head differs from the letter")
    elif any(k in o for k in ("quote", "surface")) and not o.get("absent"):
        bad(where, "quote without offsets")
    for p in ("answer", "marker"):
        if (
            o.get(p + "_start") is not None
            and span_ok(text, o[p + "_start"], o[p + "_end"], where)
            and (
                "answer_head" in o
                and p == "answer"
                and not text[o["answer_start"] : o["answer_end"]].startswith(o["answer_head"])
            )
        ):
            bad(where, "answer_head differs from the letter")
    if o.get("body_start") is not None and not o["body_start"] <= o["body_end"] <= len(text):
        bad(where, "body span")
    for k, v in o.items():
        if isinstance(v, (dict, list)):
            walk(v, text, f"{where}.{k}", trim)


def unique(items, where):
    seen = set()
    for x in items:
        if x in seen:
            bad(where, f"{x!r} occurs twice")
        seen.add(x)


def ordered(items, where):
    last = (-1, -1)
    for x in items:
        k = (x["start"], x["end"])
        if k < last:
            bad(where, f"not in the order of the letter at {x['start']}")
        last = k


def check_letter(n, g, text, topics, reg):
    w = n + ".json"
    need(g, ["file", "document", *LISTS], w)
    walk({k: v for k, v in g.items() if k != "artefacts"}, text, w)
    walk(g["artefacts"], text, w + ".artefacts", trim=False)

    d = g["document"]
    need(
        d,
        [
            "kind",
            "dossier",
            "number",
            "date",
            "place",
            "addressee",
            "signed_by",
            "on_behalf_of",
            "about_meeting",
            "parliamentary_year",
            "inferred",
        ],
        w + ".document",
    )
    if d["kind"] not in KINDS:
        bad(w, "document kind {!r}".format(d["kind"]))
    for s in d["signed_by"]:
        need(s, ["name", "role", "quote", "start", "end"], w + ".signed_by")
    for k, v in d["inferred"].items():
        need(v, ["reason"], w + ".inferred." + k)

    meetings = [m["id"] for m in g["meetings"]]
    missions = [m["id"] for m in g["missions"]]
    unique(meetings, w + ".meetings")
    unique(missions, w + ".missions")
    if d["about_meeting"] not in meetings:
        bad(w, "about_meeting is not in meetings")
    subjects = [m["id"] for m in g["meetings"] if m["relation"] == "subject"]
    if subjects != [d["about_meeting"]]:
        bad(w, f"subject meeting {subjects!r}")

    for s in g["sections"]:
        need(s, ["heading", "start", "end", "level"], w + ".sections")
    ordered(g["sections"], w + ".sections")

    reg_meet = {m["id"]: m for m in reg["meetings"]}
    for m in g["meetings"]:
        x = w + ".meetings." + m["id"]
        need(m, ["id", "body", "start_date", "end_date", "place", "format", "relation", "mentions"], x)
        if m["relation"] not in ("subject", "mentioned"):
            bad(x, "relation")
        if m["format"] not in (None, "video", "in person"):
            bad(x, "format")
        for k in ("start_date", "end_date"):
            if m[k] is not None and not DATE.match(m[k]):
                bad(x, k)
        if m.get("part_of") and m["part_of"] not in meetings:
            bad(x, "part_of is unknown")
        if m["id"] not in reg_meet:
            bad(x, "not in entities.json")
        else:
            c = reg_meet[m["id"]]
            if m["start_date"] and c["start_date"] and not (c["start_date"].startswith(m["start_date"])):
                bad(x, "start_date against entities.json")
        if not m["mentions"]:
            bad(x, "no mention")
        ordered(m["mentions"], x)

    for r in g["references"]:
        x = f"{w}.references@{r['start']}"
        need(r, ["surface", "start", "end", "ids", "kind"], x)
        if r["kind"] not in REF_KINDS:
            bad(x, "kind {!r}".format(r["kind"]))
        if not r["ids"]:
            bad(x, "no id")
        for i in r["ids"]:
            if not ID_FORMS[r["kind"]].match(i):
                bad(x, f"id {i!r}")
        p = r.get("primary_id")
        for i in [p] if isinstance(p, str) else p or []:
            if i not in r["ids"]:
                bad(x, "primary_id")
    ordered(g["references"], w + ".references")
    unique([(r["start"], r["end"]) for r in g["references"]], w + ".references")

    for kind, key in (
        ("missions", "missions"),
        ("organisations", "organisations"),
        ("documents_mentioned", "documents"),
        ("people", "people"),
    ):
        known = {e["id"] for e in reg[key]}
        ids = [e["id"] for e in g[kind]]
        unique(ids, w + "." + kind)
        for e in g[kind]:
            x = "{}.{}.{}".format(w, kind, e["id"])
            if e["id"] not in known:
                bad(x, "not in entities.json")
            if not e["mentions"]:
                bad(x, "no mention")
            ordered(e["mentions"], x)
            unique([(m["start"], m["end"]) for m in e["mentions"]], x)
            for m in e["mentions"]:
                if "type" in m and m["type"] not in MENTION_TYPES:
                    bad(x, "mention type {!r}".format(m["type"]))
    for m in g["missions"]:
        need(m, ["id", "name_nl", "name_en", "kind", "mentions"], w + ".missions")
        if m["kind"] not in MISSION_KINDS:
            bad(w, "mission kind {!r}".format(m["kind"]))
    unique([c["iso2"] for c in g["countries"]], w + ".countries")
    for c in g["countries"]:
        if not re.match(r"^[A-Z]{2}$", c["iso2"]):
            bad(w, "iso2 {!r}".format(c["iso2"]))

    unique([t["id"] for t in g["topics"]], w + ".topics")
    for t in g["topics"]:
        x = w + ".topics." + t["id"]
        if t["id"] not in topics:
            bad(x, "unknown topic")
        elif t["label_nl"] != topics[t["id"]]["label_nl"]:
            bad(x, "label differs from topics.json")
        for m in t["mentions"]:
            if m["depth"] not in DEPTH:
                bad(x, "depth")

    def cross(e, x):
        for k, known in (("meeting", meetings), ("mission", missions), ("topic", topics)):
            if e.get(k) is not None and e[k] not in known:
                bad(x, f"{k} {e[k]!r} is unknown")

    for pre, kind, keys in (
        ("d", "decisions", ["decider", "act", "object", "status", "date", "meeting", "mission", "topic"]),
        ("p", "positions", ["holder", "polarity", "gist", "topic", "mission"]),
        ("c", "commitments", ["by", "gist", "due"]),
    ):
        for i, e in enumerate(g[kind], 1):
            x = f"{w}.{pre}{i}"
            need(e, ["id", "quote", "start", "end", *keys], x)
            if e["id"] != pre + str(i):
                bad(x, "id {!r}".format(e["id"]))
            cross(e, x)
        ordered(g[kind], w + "." + kind)
    for e in g["decisions"]:
        x = w + "." + e["id"]
        if e["status"] not in STATUS:
            bad(x, "status {!r}".format(e["status"]))
        if e["date"] is not None and not DATE.match(e["date"]):
            bad(x, "date {!r}".format(e["date"]))
        if not e["decider"] or not e["act"] or not e["object"]:
            bad(x, "empty field")
    unique([(e["start"], e["end"], e["act"]) for e in g["decisions"]], w + ".decisions")
    for e in g["positions"]:
        if e["polarity"] not in POLARITY:
            bad(w + "." + e["id"], "polarity {!r}".format(e["polarity"]))
    unique([(e["start"], e["end"], e["holder"], e["polarity"]) for e in g["positions"]], w + ".positions")
    for e in g["quantities"]:
        need(e, ["quote", "start", "end", "value", "unit", "of"], w + ".quantities")
        v = e["value"] if isinstance(e["value"], list) else [e["value"]]
        if not all(isinstance(z, (int, float)) for z in v):
            bad(w, "quantity value {!r}".format(e["value"]))
    ordered(g["quantities"], w + ".quantities")

    q = g["questions"]
    if n == "003":
        if [e["number"] for e in q] != list(range(1, 26)):
            bad(w, "questions are not 1-25")
        by = {e["number"]: e for e in q}
        last = 0
        for e in q:
            x = f"{w}.question{e['number']}"
            need(
                e,
                [
                    "number",
                    "party",
                    "start",
                    "end",
                    "answer_start",
                    "answer_end",
                    "answered_together_with",
                    "refers_to",
                    "topics",
                    "missions",
                ],
                x,
            )
            if e["start"] < last:
                bad(x, "overlaps the question before")
            last = e["end"]
            if e["answer_start"] <= e["end"]:
                bad(x, "answer before question")
            for o in e["answered_together_with"] or []:
                if e["number"] not in (by[o]["answered_together_with"] or []):
                    bad(x, "answered_together_with is not mutual")
                if (by[o]["answer_start"], by[o]["answer_end"]) != (e["answer_start"], e["answer_end"]):
                    bad(x, "joint answer has two spans")
            for o in e["refers_to"]:
                if o not in by:
                    bad(x, "refers_to")
            for t in e["topics"]:
                if t not in topics:
                    bad(x, f"topic {t!r}")
            for m in e["missions"]:
                if m not in missions:
                    bad(x, f"mission {m!r}")
            head = text[: e["start"]].rstrip().rsplit("\n", 1)[-1].strip()
            if head != f"Vraag {e['number']}":
                bad(x, f"heading before it is {head!r}")
    elif q:
        bad(w, "questions in a letter without questions")

    # completeness of what can be counted
    def mentions(kind):
        return {(m["start"], m["end"]) for e in g[kind] for m in e["mentions"]}

    k = len(re.findall(r"Kamerstuk(?:ken)?\s+\d", text))
    have = len([r for r in g["references"] if r["kind"] == "kamerstuk" and not r.get("self")])
    if k != have:
        bad(w, f"{k} times Kamerstuk, {have} references")
    k = len(re.findall(r"https?://", text))
    have = len([r for r in g["references"] if r["kind"] == "url"])
    if k != have:
        bad(w, f"{k} URLs, {have} references")
    for c in g["countries"]:
        for s in {m["surface"] for m in c["mentions"]}:
            rx = r"(?<![\w-])" + re.escape(s) + r"(?![\w-])"
            for m in re.finditer(rx, text):
                if m.span() not in mentions("countries"):
                    bad(w, f"country {s} at {m.start()} is not annotated")
    for m in re.finditer(r"(?<![\w-])NAVO(?![\w-])", text):
        if m.span() not in mentions("organisations"):
            bad(w, f"NAVO at {m.start()} is not annotated")
    for m in re.finditer(r"(?<!\w)(?:NMI|RSM|NRF|VJTF|TAAC-N)(?!\w)", text):
        if m.span() not in mentions("missions"):
            bad(w, f"{m.group()} at {m.start()} is not annotated")
    for m in re.finditer(r"NLD\s+SOCOM|C-\s*SOCC|Allied\s+Solace|Resolute\s+Support", text):
        if not any(a <= m.start() and m.end() <= b for a, b in mentions("missions")):
            bad(w, f"{m.group()} at {m.start()} is not annotated")
    for m in re.finditer(r"\w-[ ]?\n[ ]?\w", text):
        a, b = m.start(), m.end()
        if not any(
            x["start"] <= a and b <= x["end"] + 1
            for x in g["artefacts"]
            if x["kind"] in ("hyphenation-join", "hyphenation-keep", "url-broken")
        ):
            bad(w, f"hyphen at a line end at {a} is not classified")


def main():
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    if len(args) != 1:
        print(__doc__)
        return 2
    seeds = args[0]
    topics = {}
    tj = load("topics.json")
    for t in tj["topics"]:
        need(t, ["id", "label_nl", "label_en", "broader", "alt_labels_nl"], "topics.json")
        if t["id"] in topics:
            bad("topics.json", "{} twice".format(t["id"]))
        topics[t["id"]] = t
    for t in topics.values():
        b = t["broader"]
        if b is not None and (b not in topics or topics[b]["broader"] is not None):
            bad("topics.json", "{}: broader {!r}".format(t["id"], b))
    if not 25 <= len(topics) <= 40:
        bad("topics.json", f"{len(topics)} topics")
    reg = load("entities.json")
    for k in ("meetings", "missions", "documents", "organisations", "people"):
        unique([e["id"] for e in reg[k]], "entities.json." + k)
    texts, gold = {}, {}
    for n in LETTERS:
        g = load(n + ".json")
        if not g["file"].startswith(n + "_"):
            bad(n, "file {!r}".format(g["file"]))
        with (Path(seeds) / g["file"]).open(encoding="utf-8", newline="") as f:
            texts[g["file"]] = f.read()
        gold[n] = g
        check_letter(n, g, texts[g["file"]], topics, reg)
    used = {t["id"] for g in gold.values() for t in g["topics"]}
    for t in topics:
        if t not in used and not any(x["broader"] == t for x in topics.values()):
            bad("topics.json", f"{t} is used in no letter")
    for k, kind in (
        ("meetings", "meetings"),
        ("missions", "missions"),
        ("documents", "documents_mentioned"),
        ("organisations", "organisations"),
        ("people", "people"),
    ):
        for e in reg[k]:
            have = sorted(n for n, g in gold.items() if any(x["id"] == e["id"] for x in g[kind]))
            if sorted(e["seeds"]) != have:
                bad("entities.json", "{}: seeds {!r}".format(e["id"], have))

    evo = load("evolution.json")
    writing = ["004", "000", "003", "001", "002"]
    meets = {m["id"] for m in reg["meetings"]}
    miss = {m["id"] for m in reg["missions"]}
    for s in evo["subjects"]:
        w = "evolution." + s["id"]
        for m in s["about"]["missions"]:
            if m not in miss:
                bad(w, f"mission {m!r}")
        for t in s["about"]["topics"]:
            if t not in topics:
                bad(w, f"topic {t!r}")
        last = (-1, -1)
        for i, e in enumerate(s["entries"], 1):
            x = f"{w}.{i}"
            need(e, ["seq", "date", "date_of", "meeting", "file", "start", "end", "quote", "gist", "kind"], x)
            if e["seq"] != i:
                bad(x, "seq")
            if e["kind"] not in EVO_KINDS:
                bad(x, "kind {!r}".format(e["kind"]))
            if not DATE.match(e["date"]):
                bad(x, "date")
            if e["meeting"] not in meets:
                bad(x, "meeting")
            if e["file"] not in texts:
                bad(x, "file")
                continue
            walk(e, texts[e["file"]], x)
            k = (writing.index(e["file"][:3]), -1 if e["start"] is None else e["start"])
            if k < last:
                bad(x, "order")
            last = k

    unique([c["id"] for c in evo["decision_chains"]], "evolution.decision_chains")
    for c in evo["decision_chains"]:
        for m in c["decisions"]:
            x = "evolution.decision_chains." + c["id"]
            found = [d for d in gold[m["seed"]]["decisions"] if d["id"] == m["decision"]]
            if len(found) != 1:
                bad(x, "decision {} of {}".format(m["decision"], m["seed"]))
            elif (found[0]["act"], found[0]["status"]) != (m["act"], m["status"]):
                bad(x, "act or status of {} in {}".format(m["decision"], m["seed"]))

    for path in sorted(HERE.iterdir()):
        if path.suffix in (".json", ".md"):
            for m in MACHINE_PATH.finditer(path.read_text(encoding="utf-8")):
                bad(path.name, f"contains the path {m.group()}")

    if "--counts" in sys.argv:
        print(" " * 20 + "".join(f"{n:>7}" for n in LETTERS) + "     all")
        for k in LISTS:
            row = [len(gold[n][k]) for n in LETTERS]
            print(f"{k:20}" + "".join(f"{r:7}" for r in row) + f"{sum(row):8}")
        for k in (
            "meetings",
            "missions",
            "topics",
            "people",
            "organisations",
            "countries",
            "places",
            "documents_mentioned",
        ):
            row = [sum(len(e["mentions"]) for e in gold[n][k]) for n in LETTERS]
            print(f"{k[:11] + ' ment.':20}" + "".join(f"{r:7}" for r in row) + f"{sum(row):8}")
        for k in ("decisions", "positions", "commitments"):
            row = [len([e for e in gold[n][k] if e.get("borderline")]) for n in LETTERS]
            print(f"{k[:9] + ' border.':20}" + "".join(f"{r:7}" for r in row) + f"{sum(row):8}")
        print("evolution:", {s["id"]: len(s["entries"]) for s in evo["subjects"]})
    if problems:
        for p in problems:
            print("FAIL", p)
        print(f"{len(problems)} problems")
        return 1
    print("ok: all offsets, quotes, ids and cross references hold")
    return 0


if __name__ == "__main__":
    sys.exit(main())
