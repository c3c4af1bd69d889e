// The picture: nodes and edges at their places, what the mouse does there, and the camera.
// Colours are mixed with the paper instead of being transparent: a thousand thin lines would add up to a solid one.
const picture = document.getElementById("picture");
const reduced = matchMedia("(prefers-reduced-motion: reduce)");
const PALE = edges.length > 1000 ? 0.16 : edges.length > 200 ? 0.28 : 0.5;
const largestWeight = weights.at(-1) ?? 1;
const largestSize = nodes.reduce((largest, node) => Math.max(largest, node.size), 1);
let paper = "#ffffff";
let ink = "#000000";
let renderer = null;
let hovered = null; // the node under the mouse
let lit = null; // the edge under the mouse
let chosen = null; // what the panel shows: a node or an edge
let near = new Set(); // the nodes that stay bright while a node or an edge is hovered or chosen

function mixed(colour, share) {
  const parts = (code) => [1, 3, 5].map((at) => parseInt(code.slice(at, at + 2), 16));
  const back = parts(paper);
  const sum = parts(colour).map((part, at) => Math.round(part * share + back[at] * (1 - share)));
  return `#${sum.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

function readColours() {
  const style = getComputedStyle(document.documentElement);
  paper = style.getPropertyValue("--paper").trim();
  ink = style.getPropertyValue("--ink").trim();
}

/** The radius of a node in pixels: the area says how much, but what is small must still be hit by a mouse. */
function radiusOf(node) {
  const largest = nodes.length < 150 ? 16 : nodes.length < 600 ? 12 : 9;
  return Math.max(3.5, (node.size / largestSize) * largest);
}

function drawn() {
  const graph = head.directed ? new graphology.MultiDirectedGraph() : new graphology.MultiUndirectedGraph();
  for (const node of nodes) graph.addNode(node.key, { ...stretched(node), size: radiusOf(node), label: node.label });
  const pairs = new Map();
  for (const edge of edges) {
    const pair = `${edge.source.key} ${edge.target.key}`;
    const place = pairs.get(pair) ?? 0; // edges of several kinds between two nodes bend away from each other
    pairs.set(pair, place + 1);
    const bend = place ? { type: "curved", curvature: 0.2 * Math.ceil(place / 2) * (place % 2 ? 1 : -1) } : {};
    graph.addEdgeWithKey(edge.key, edge.source.key, edge.target.key, { ...bend, size: 0.7 + 3.3 * Math.sqrt(edge.weight / largestWeight) });
  }
  return graph;
}

function nodeLook(key, attributes) {
  const node = nodes[key];
  if (!node.shown) return { ...attributes, hidden: true };
  const dim = near.size && !near.has(node);
  const share = dim ? 0.22 : node.outside ? 0.4 : 1;
  return { ...attributes, color: share < 1 ? mixed(node.colour, share) : node.colour, zIndex: dim ? 0 : 1 };
}

function edgeLook(key, attributes) {
  const edge = edges[key];
  const focus = hovered ?? chosen;
  const touches = !focus?.edges || edge.source === focus || edge.target === focus;
  if (!edge.shown || !touches) return { ...attributes, hidden: true };
  const strong = edge === lit || edge === chosen;
  const share = strong ? 1 : focus?.edges ? 0.75 : PALE + (0.9 - PALE) * ((edge.weight - (weights[0] ?? 0)) / (largestWeight || 1));
  return { ...attributes, color: mixed(strong ? ink : edge.kind.colour, share), size: attributes.size + (strong ? 1.5 : 0), zIndex: edge.weight };
}

/** Draw again after a change of filter, hover or choice. */
function redraw() {
  const focus = hovered ?? chosen;
  near = new Set();
  if (focus?.edges) {
    near.add(focus);
    for (const edge of focus.edges) if (edge.shown) near.add(otherEnd(edge, focus));
  } else if (focus) near = new Set([focus.source, focus.target]);
  picture.setAttribute("aria-label", `Network of ${countShown(nodes)} nodes and ${countShown(edges)} edges; the same nodes stand in the list below`);
  renderer?.refresh({ skipIndexation: true });
}

function startDrawing() {
  readColours();
  const extent = fitted();
  renderer = new Sigma(drawn(), picture, {
    allowInvalidContainer: true,
    renderLabels: false, // labels.js draws them, so that none lie over another
    defaultDrawNodeHover: () => {},
    defaultEdgeType: head.directed ? "arrow" : "line",
    edgeProgramClasses: { curved: Sigma.rendering.EdgeCurveProgram },
    enableEdgeEvents: true,
    zIndex: true,
    stagePadding: 0, // fit.js leaves the room
    enableCameraRotation: false, // the days stand upright
    minEdgeThickness: 0.7,
    minCameraRatio: 0.02,
    maxCameraRatio: 4,
    nodeReducer: nodeLook,
    edgeReducer: edgeLook,
  });
  renderer.setCustomBBox(extent);
  const pointer = (on) => { picture.style.cursor = on ? "pointer" : ""; };
  renderer.on("enterNode", ({ node }) => { hovered = nodes[node]; pointer(true); redraw(); });
  renderer.on("leaveNode", () => { hovered = null; pointer(false); redraw(); });
  renderer.on("enterEdge", ({ edge }) => { lit = edges[edge]; pointer(true); redraw(); });
  renderer.on("leaveEdge", () => { lit = null; pointer(false); redraw(); });
  // Sigma keeps the node over which the mouse left the picture, and would not notice it when it comes back there.
  renderer.on("leaveStage", () => { renderer.hoveredNode = null; renderer.hoveredEdge = null; });
  renderer.on("clickNode", ({ node }) => choose(nodes[node]));
  renderer.on("clickEdge", ({ edge }) => choose(edges[edge]));
  renderer.on("clickStage", () => choose(null));
  renderer.on("afterRender", () => { drawAxis(); drawLabels(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); redraw(); });
  new ResizeObserver(fitAgain).observe(picture);
  listeners.push(redraw);
}

/** Where a node is drawn: pixels from the left upper corner of the window. */
function placeOf(node) {
  const place = renderer.framedGraphToViewport(renderer.getNodeDisplayData(node.key));
  const box = picture.getBoundingClientRect();
  return { x: box.left + place.x, y: box.top + place.y };
}

function moveCamera(state) {
  if (!renderer) return;
  const camera = renderer.getCamera();
  if (reduced.matches) camera.setState({ ...camera.getState(), ...state });
  else camera.animate(state, { duration: 250 });
}

function goTo(node) {
  if (!renderer) return;
  const { x, y } = renderer.getNodeDisplayData(node.key);
  moveCamera({ x, y, ratio: Math.min(renderer.getCamera().getState().ratio, 0.6) });
}

function zoom(factor) {
  if (renderer) moveCamera({ ratio: renderer.getCamera().getBoundedRatio(renderer.getCamera().getState().ratio * factor) });
}
