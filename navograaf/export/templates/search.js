// The search box: a list of hits under it that arrow keys walk through.
const MOST_HITS = 30;
const searchBox = document.getElementById("search");
const hitList = document.getElementById("hits");
let hits = [];
let active = -1;

/** The nodes whose label or id holds every word; those that begin with it first, then the larger ones. */
function found(text) {
  const words = folded(text).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const rank = (node) => (node.folded.startsWith(words[0]) ? 0 : node.folded.includes(` ${words[0]}`) ? 1 : 2);
  return nodes.filter((node) => words.every((word) => node.folded.includes(word)))
    .sort((one, other) => rank(one) - rank(other) || other.size - one.size || one.key - other.key);
}

function showHits() {
  const all = found(searchBox.value);
  hits = all.slice(0, MOST_HITS);
  active = -1;
  hitList.replaceChildren(...hits.map((node, at) => {
    const told = `${node.kind.name}, ${node.id}${node.shown ? "" : ", not shown with these filters"}`;
    const item = made("li", { id: `hit-${at}`, role: "option", "aria-selected": "false" }, made("span", { lang: "nl" }, node.label), made("small", {}, told));
    item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(node); });
    return item;
  }));
  const rest = all.length - hits.length;
  if (searchBox.value.trim() && (rest || !all.length)) {
    hitList.append(made("li", { class: "soft", role: "option", "aria-disabled": "true" }, rest ? `and ${rest} more` : "nothing found"));
  }
  openHits(hitList.childElementCount > 0);
}

function openHits(open) {
  hitList.hidden = !open;
  searchBox.setAttribute("aria-expanded", String(open));
  if (!open) searchBox.removeAttribute("aria-activedescendant");
}

function walk(step) {
  if (!hits.length) return;
  active = (active + step + hits.length + (active < 0 && step < 0 ? 1 : 0)) % hits.length;
  hits.forEach((_, at) => hitList.children[at].setAttribute("aria-selected", String(at === active)));
  hitList.children[active].scrollIntoView({ block: "nearest" });
  searchBox.setAttribute("aria-activedescendant", `hit-${active}`);
}

function take(node) {
  openHits(false);
  choose(node, { focus: true, move: true });
}

function startSearch() {
  searchBox.addEventListener("input", showHits);
  searchBox.addEventListener("focus", showHits);
  searchBox.addEventListener("blur", () => openHits(false));
  searchBox.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") walk(1);
    else if (event.key === "ArrowUp") walk(-1);
    else if (event.key === "Enter" && hits.length && !hitList.hidden) take(hits[Math.max(active, 0)]);
    else if (event.key === "Escape") openHits(false);
    else return;
    if (event.key !== "Escape") event.preventDefault();
  });
}
