// Labels on the picture, the most important first. None lies over another or over a node: one without room is cut short,
// and left out where that is not enough, until there is room.
const MOST_LABELS = 400;
const LENGTHS = [60, 52, 44, 38, 32, 27, 22, 18, 14]; // characters
const LABEL_HEIGHT = 15;
const APART = 10; // pixels between a label and another node, so that it is not read as the name of that one
const CELL = 64; // pixels; what is compared stands in one cell
const labelWidths = new Map();
const [leftEnd, rightEnd] = span("x");
let labelled = []; // what is labelled now: node, text and box

/** The nodes in the order in which they get their labels: what the mouse or the panel is about, then by size. */
function byImportance() {
  const first = (node) => (node === hovered || node === chosen ? 0 : near.has(node) ? 1 : node.outside ? 3 : 2);
  const wanted = near.size ? [...near] : nodes;
  return wanted.filter((node) => node.shown).sort((one, other) => first(one) - first(other) || other.size - one.size || one.key - other.key);
}

function drawLabels() {
  const context = renderer.getCanvases().labels.getContext("2d");
  const { width, height } = renderer.getDimensions();
  const page = { left: 2, top: 2, right: width - 2, bottom: height - 2 - (head.axis.length ? AXIS_HEIGHT : 0) };
  const taken = new Map();
  for (const node of nodes) {
    if (!node.shown) continue;
    const { x, y, radius } = disc(node);
    const box = { left: x - radius, top: y - radius, width: 2 * radius, height: 2 * radius };
    if (x + radius > 0 && y + radius > 0 && x - radius < width && y - radius < height) occupy(taken, { node, x, y, radius }, box);
  }
  const zoom = document.querySelector(".zoom"); // it lies over the picture
  const corner = { left: zoom.offsetLeft, top: zoom.offsetTop, width: zoom.offsetWidth, height: zoom.offsetHeight };
  occupy(taken, { box: corner }, corner);
  labelled = [];
  context.lineJoin = "round";
  context.textBaseline = "middle";
  for (const node of byImportance()) {
    const own = disc(node);
    if (own.x < 0 || own.y < 0 || own.x > width || own.y > height) continue;
    const main = node === hovered || node === chosen;
    context.font = `${main ? 600 : 400} ${main ? 14 : 12}px system-ui, "Segoe UI", Helvetica, Arial, sans-serif`;
    const texts = [...new Set(LENGTHS.map((most) => shortened(node.label, most)))];
    const boxes = (text) => around(own, textWidth(context, text), node);
    let text = texts.shift();
    let box = boxes(text).find((one) => within(one, page) && isFree(taken, one, node));
    // What the mouse is on is named in any case.
    const whole = main ? [text, boxes(text).find((one) => within(one, page)) ?? boxes(text)[0]] : null;
    while (!box && texts.length) {
      text = texts.shift();
      box = boxes(text).find((one) => within(one, page) && isFree(taken, one, node));
    }
    if (!box && whole) [text, box] = whole;
    if (!box) continue;
    occupy(taken, { box }, box);
    labelled.push({ node, text, box });
    context.lineWidth = 4; // a rim of paper, so that letters can be read across lines
    context.strokeStyle = paper;
    context.strokeText(text, box.left, box.top + box.height / 2);
    context.fillStyle = node.outside ? mixed(ink, 0.6) : ink;
    context.fillText(text, box.left, box.top + box.height / 2);
    if (labelled.length >= MOST_LABELS) break;
  }
}

/** The first characters of a text, with an ellipsis for the rest. */
function shortened(text, most) {
  if (text.length <= most) return text;
  const letters = [...text];
  return letters.length > most ? `${letters.slice(0, most - 1).join("").trimEnd()}…` : text;
}

function textWidth(context, text) {
  const name = `${context.font}\n${text}`;
  if (!labelWidths.has(name)) labelWidths.set(name, context.measureText(text).width);
  return labelWidths.get(name);
}

/** Where a node is drawn, in pixels. */
function disc(node) {
  const look = renderer.getNodeDisplayData(node.key);
  return { ...renderer.framedGraphToViewport(look), radius: renderer.scaleSize(look.size) };
}

/** The places around a node, the best first, as the picture (.svg) chooses them: outwards, then above and below. */
function around({ x, y, radius }, width, node) {
  const height = LABEL_HEIGHT;
  const gap = radius + 3;
  const corner = radius * 0.75 + 3;
  const level = [[x + gap, y - height / 2], [x - gap - width, y - height / 2]];
  if (node.x < (leftEnd + rightEnd) / 2) level.reverse();
  const others = [
    [x - width / 2, y - gap - height], [x - width / 2, y + gap],
    [x + corner, y - corner - height], [x + corner, y + corner], [x - corner - width, y - corner - height], [x - corner - width, y + corner],
  ];
  // Beside two columns a label stands outside alone, away from the edges.
  const places = head.layout === "sides" ? level.slice(0, 1) : [...level, ...others];
  return places.map(([left, top]) => ({ left, top, width, height }));
}

function within(box, page) {
  return box.left >= page.left && box.top >= page.top && box.left + box.width <= page.right && box.top + box.height <= page.bottom;
}

/** The cells that a box, and a margin around it, lies in. */
function* cellsOf({ left, top, width, height }, margin) {
  for (let column = Math.floor((left - margin) / CELL); column <= (left + width + margin) / CELL; column += 1) {
    for (let row = Math.floor((top - margin) / CELL); row <= (top + height + margin) / CELL; row += 1) yield `${column} ${row}`;
  }
}

function occupy(taken, thing, box) {
  for (const cell of cellsOf(box, 0)) taken.has(cell) ? taken.get(cell).push(thing) : taken.set(cell, [thing]);
}

/** Whether a box for the label of `node` lies over no label and over no other node. */
function isFree(taken, box, node) {
  for (const cell of cellsOf(box, APART)) {
    for (const thing of taken.get(cell) ?? []) {
      if (thing.box ? overlap(box, thing.box) : thing.node !== node && touches(box, thing)) return false;
    }
  }
  return true;
}

function touches({ left, top, width, height }, { x, y, radius }) {
  const beside = Math.max(left - x, x - left - width, 0);
  const above = Math.max(top - y, y - top - height, 0);
  return above < radius && beside < radius + APART;
}

function overlap(one, other) {
  return one.left < other.left + other.width + 4 && other.left < one.left + one.width + 4
    && one.top < other.top + other.height && other.top < one.top + one.height;
}
