// How the network fills the picture: stretched to its form, with room around it for labels. A place by edges may be
// stretched a little, for that only draws nodes apart; in columns and in time, across and down mean different things.
const ROOM = { network: [60, 28], sides: [190, 28], time: [60, 44] }; // pixels beside, and above and below
const MOST_STRETCH = { network: 1.8, sides: 12, time: 12 };
const stretch = { across: 1, down: 1 };

function span(part) {
  return nodes.reduce(([least, most], node) => [Math.min(least, node[part]), Math.max(most, node[part])], [Infinity, -Infinity]);
}

/** A place as the picture has it: its units are pixels before anyone zooms. */
function stretched({ x, y }) {
  return { x: x * stretch.across, y: y * stretch.down };
}

/** Set the stretch by the size of the picture; the part of the plane that the picture shows. */
function fitted() {
  const [width, height] = [Math.max(picture.clientWidth, 100), Math.max(picture.clientHeight, 100)];
  const [beside, above] = ROOM[head.layout];
  const [[left, right], [bottom, top]] = nodes.length ? [span("x"), span("y")] : [[0, 0], [0, 0]];
  const across = (width - 2 * Math.min(beside, width / 4)) / (right - left); // Infinity for nodes on one line
  const down = (height - 2 * above) / (top - bottom);
  const least = Math.min(across, down) < Infinity ? Math.min(across, down) : 1;
  stretch.across = Math.min(across, least * MOST_STRETCH[head.layout]);
  stretch.down = Math.min(down, least * MOST_STRETCH[head.layout]);
  const middle = stretched({ x: (left + right) / 2, y: (bottom + top) / 2 });
  return { x: [middle.x - width / 2, middle.x + width / 2], y: [middle.y - height / 2, middle.y + height / 2] };
}

/** After the picture has got another size. */
function fitAgain() {
  const extent = fitted();
  renderer.getGraph().updateEachNodeAttributes((key, attributes) => ({ ...attributes, ...stretched(nodes[key]) }));
  renderer.setCustomBBox(extent);
  renderer.refresh();
}
