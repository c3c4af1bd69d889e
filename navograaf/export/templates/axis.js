// The days of a network in time: a light line for each, where its nodes stand, and its date below. They follow the camera.
const axis = document.getElementById("axis");
const AXIS_HEIGHT = 22;
let datesShown = []; // the dates that stand there now, with their middles

function drawAxis() {
  datesShown = [];
  if (!head.axis.length) return;
  const { width, height } = renderer.getDimensions();
  const sharp = window.devicePixelRatio || 1;
  axis.width = Math.round(width * sharp); // this wipes it, too
  axis.height = Math.round(height * sharp);
  const context = axis.getContext("2d");
  context.scale(sharp, sharp);
  context.font = '12px system-ui, "Segoe UI", Helvetica, Arial, sans-serif';
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.strokeStyle = mixed(ink, 0.18);
  context.fillStyle = mixed(ink, 0.75);
  const floor = Math.round(height - AXIS_HEIGHT) + 0.5;
  line(context, 0, floor, width, floor);
  let before = -Infinity;
  let free = 2;
  for (const [place, day] of head.axis) {
    const { x } = renderer.graphToViewport(stretched({ x: place, y: 0 }));
    if (x < 0 || x > width || x - before < 3) continue; // lines closer than that are a grey plane
    before = x;
    line(context, Math.round(x) + 0.5, 0, Math.round(x) + 0.5, floor + 4);
    const text = dayText(day);
    const half = context.measureText(text).width / 2;
    if (x - half < free || x + half > width - 2) continue;
    context.fillText(text, x, height - AXIS_HEIGHT / 2 + 1);
    datesShown.push([text, x]);
    free = x + half + 10;
  }
}

function line(context, x, y, endX, endY) {
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(endX, endY);
  context.stroke();
}
