// Set everything going. Without WebGL the picture stays empty; search, details and list work all the same.
startControls();
startSearch();
startList();
try {
  startDrawing();
} catch (error) {
  renderer = null;
  const undrawn = document.getElementById("undrawn");
  undrawn.hidden = false;
  // Without WebGL the library itself does not start; what the browser says of that helps nobody.
  const reason = typeof Sigma === "undefined" ? "" : `: ${error.message}`;
  undrawn.textContent = `This browser cannot draw the network (WebGL is needed${reason}). The list below has the same nodes.`;
}
listeners.push(fillPanel);

const KEYS = {
  ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, 0.1], ArrowDown: [0, -0.1],
};
picture.addEventListener("keydown", (event) => {
  if (event.key === "+" || event.key === "=") zoom(1 / 1.5);
  else if (event.key === "-") zoom(1.5);
  else if (KEYS[event.key] && renderer) {
    const { x, y, ratio } = renderer.getCamera().getState();
    moveCamera({ x: x + KEYS[event.key][0] * ratio, y: y + KEYS[event.key][1] * ratio });
  } else return;
  event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && chosen && event.target !== searchBox) choose(null, { focus: true });
});
filterChanged();

// For whoever drives the page from outside: where a node is drawn, what is shown, which labels stand there.
window.navograaf = Object.freeze({
  place: (id) => placeOf(nodes.find((node) => node.id === id)),
  shown: () => nodes.filter((node) => node.shown && !node.outside).map((node) => node.id),
  outside: () => nodes.filter((node) => node.shown && node.outside).map((node) => node.id),
  edges: () => countShown(edges),
  labels: () => labelled.map(({ node }) => node.label),
  boxes: () => labelled.map(({ node, text, box }) => ({ id: node.id, text, ...box })),
  discs: () => nodes.filter((node) => node.shown).map((node) => ({ id: node.id, ...disc(node) })),
  days: () => datesShown.map(([day, x]) => ({ day, x })),
});
