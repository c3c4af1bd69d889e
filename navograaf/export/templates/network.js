// The network and what of it is shown. Everything else asks here; nothing here knows of the page.
const data = JSON.parse(document.getElementById("data").textContent);
const { head } = data;

const kindsOf = (rows) => rows.map(([name, colour, label]) => ({ name, colour, label, on: true, count: 0 }));
const nodeKinds = kindsOf(head.nodeKinds);
const edgeKinds = kindsOf(head.edgeKinds);

const nodes = data.nodes.map(([id, label, kind, x, y, size, colour, spells, cells]) => ({
  id, label, kind: nodeKinds[kind], x, y, size, colour, spells, values: named(head.nodeColumns, cells),
  edges: [], shown: true, outside: false, folded: folded(`${label} ${id}`),
}));
const edges = data.edges.map(([source, target, kind, label, weight, spells, cells]) => ({
  source: nodes[source], target: nodes[target], kind: edgeKinds[kind], label, weight: Number(weight), told: String(weight), spells,
  values: named(head.edgeColumns, cells), shown: true,
}));
nodes.forEach((node, index) => { node.key = String(index); node.kind.count += 1; });
edges.forEach((edge, index) => {
  edge.key = String(index);
  edge.kind.count += 1;
  edge.source.edges.push(edge);
  if (edge.target !== edge.source) edge.target.edges.push(edge);
});
const weights = [...new Set(edges.map((edge) => edge.weight))].sort((one, other) => one - other);

const filters = { from: 0, until: head.days.length - 1, undated: true, least: 0, lonely: true };
const listeners = [];

/** The cells of an element by the names of their columns, in their order, without the empty ones. */
function named(columns, cells) {
  return new Map(columns.map((column, at) => [column, cells[at]]).filter(([, value]) => value !== null));
}

/** Text as it is searched: small letters without accents. */
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function inTime(element) {
  if (element.spells.length === 0) return filters.undated;
  return element.spells.some(([start, end]) => start <= filters.until && end >= filters.from);
}

/**
 * Decide anew what is shown, and tell everyone who listens. As with --since and --until, an edge within the period
 * brings its ends along; those that are outside it are marked so.
 */
function filterChanged() {
  const dated = (edge) => edge.spells.length > 0 || (inTime(edge.source) && inTime(edge.target));
  for (const edge of edges) {
    const kinds = edge.kind.on && edge.source.kind.on && edge.target.kind.on;
    edge.shown = kinds && edge.weight >= filters.least && inTime(edge) && dated(edge);
  }
  for (const node of nodes) {
    const joined = node.edges.some((edge) => edge.shown);
    const inside = inTime(node);
    node.outside = joined && !inside;
    node.shown = node.kind.on && (joined || (inside && filters.lonely));
  }
  for (const listener of listeners) listener();
}

/** What is at the other end of an edge. */
function otherEnd(edge, node) {
  return edge.source === node ? edge.target : edge.source;
}

function countShown(elements) {
  return elements.reduce((sum, element) => sum + element.shown, 0);
}

/** How many nodes are shown for the sake of an edge alone. */
function countOutside() {
  return nodes.reduce((sum, node) => sum + (node.shown && node.outside), 0);
}
