// What is known of the node or the edge that was chosen. Every word of the data is put in as text, never as markup.
const panel = document.getElementById("panel");
const MOST_ROWS = 100;
const ARROW = head.directed ? "→" : "–";

/** An element with its attributes and what is in it: texts or other elements. */
function made(name, attributes, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") element.addEventListener("click", value);
    else element.setAttribute(key, value);
  }
  element.append(...inside);
  return element;
}

/** Text, or a link where the text as a whole is a web address. */
function linked(text) {
  if (!/^https?:\/\/[^\s"'<>()\\]+$/.test(text)) return text;
  return made("a", { href: text, target: "_blank", rel: "noopener noreferrer" }, text);
}

function button(text, onclick, attributes = {}) {
  return made("button", { type: "button", onclick, ...attributes }, text);
}

function choose(element, { focus = false, move = false } = {}) {
  chosen = element;
  fillPanel();
  panel.scrollTop = 0;
  if (move && element?.edges) goTo(element);
  if (focus) (element ? panel.querySelector("h2") : picture).focus();
  else tell(element ? `Details: ${element.edges ? element.label : edgeWords(element)}` : "Details closed");
  redraw();
}

function fillPanel() {
  panel.replaceChildren(...(!chosen ? hint() : chosen.edges ? nodeDetails(chosen) : edgeDetails(chosen)));
}

function hint() {
  return [made("p", { class: "soft" }, "Click a node or an edge, or search, to read what is known of it and in which letters it stands. "
    + "Drag to move the picture, scroll to come closer.")];
}

function heading(text, ...under) {
  const close = button("×", () => choose(null, { focus: true }), { "aria-label": "Close the details" });
  return [made("div", { class: "head" }, made("h2", { tabindex: "-1", lang: "nl" }, text), close), ...under];
}

function hiddenNotice(element) {
  if (element.shown) return [];
  return [made("p", { class: "notice" }, "Not in the picture with these filters. ", button("Show everything", showEverything))];
}

function nodeDetails(node) {
  const kind = made("p", {}, made("span", { class: "dot" }), ` ${node.kind.name} `, made("code", { class: "soft" }, node.id));
  kind.firstChild.style.background = node.colour;
  return [...heading(node.label, kind), ...hiddenNotice(node), columns(node.values), ...evidence(node), ...neighbours(node)];
}

function edgeDetails(edge) {
  const ends = made("p", {}, nodeButton(edge.source), ` ${ARROW} `, nodeButton(edge.target));
  const facts = new Map([["kind", edge.kind.name], ["weight", edge.told], ...edge.values]);
  return [...heading(edge.label, ends), ...hiddenNotice(edge), columns(facts), ...evidence(edge)];
}

/** An edge in words: what it joins. */
function edgeWords(edge) {
  return `${edge.source.label} ${ARROW} ${edge.target.label}`;
}

function nodeButton(node) {
  return button(node.label, () => choose(node, { focus: true, move: true }), { class: "plain", lang: "nl" });
}

/** All columns but the evidence, the plain ones first. */
function columns(values) {
  const list = made("dl", {});
  for (const [name, value] of values) {
    if (name === "evidence") continue;
    const items = Array.isArray(value) ? value : [value];
    const cell = made("dd", typeof value === "string" || Array.isArray(value) ? { lang: "nl" } : {});
    items.forEach((item, at) => cell.append(...(at ? ["\n"] : []), linked(typeof item === "boolean" ? (item ? "yes" : "no") : String(item))));
    list.append(made("dt", {}, name), cell);
  }
  return list;
}

function evidence({ values }) {
  const value = values.get("evidence");
  const items = value === undefined ? [] : Array.isArray(value) ? value : [String(value)];
  if (!items.length) return [];
  const list = made("ul", { class: "evidence" }, ...items.map((item) => made("li", {}, linked(item))));
  const copy = button("Copy", () => copied(items.join("\n"), list, copy));
  return [
    made("div", { class: "copied" }, made("h3", {}, `Evidence (${items.length})`), copy), list,
    made("p", { class: "soft" }, "Open one with ", made("code", {}, "navograaf show ID")),
  ];
}

/** Copy by the clipboard; where a browser keeps that from a file, mark the lines instead. */
async function copied(text, list, copy) {
  try {
    await navigator.clipboard.writeText(text);
    copy.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(list);
    copy.textContent = "Marked: now press Ctrl+C";
  }
}

function neighbours(node) {
  const shown = node.edges.filter((edge) => edge.shown)
    .sort((one, other) => other.weight - one.weight || otherEnd(one, node).label.localeCompare(otherEnd(other, node).label, "nl"));
  const left = node.edges.length - shown.length;
  const list = made("ul", { class: "neighbours" });
  const rows = (some) => list.append(...some.map((edge) => neighbour(edge, node)));
  rows(shown.slice(0, MOST_ROWS));
  const more = shown.length > MOST_ROWS
    ? [button(`All ${shown.length}`, (event) => { rows(shown.slice(MOST_ROWS)); event.target.remove(); })] : [];
  const title = `Neighbours (${shown.length}${left ? `; ${left} more without the filters` : ""})`;
  return [made("h3", {}, title), list, ...more];
}

function neighbour(edge, node) {
  const arrow = !head.directed ? "" : edge.source === node ? "→ " : "← ";
  const end = otherEnd(edge, node);
  const alike = edgeKinds.length === 1 && edge.kind.label; // the same words in every row say nothing
  const words = alike ? `weight ${edge.told}` : `${edge.label} · ${edge.told}`;
  const why = button(words, () => choose(edge, { focus: true }), {
    class: "plain why", title: "Show the evidence of this edge", lang: alike ? "en" : "nl",
    "aria-label": `edge ${edgeWords(edge)}, ${words}: evidence`,
  });
  return made("li", {}, made("span", {}, arrow, nodeButton(end)), why);
}
