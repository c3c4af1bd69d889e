// The filters at the left: kinds (also the legend), time, weight.
const byId = (id) => document.getElementById(id);
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const lastDay = head.days.length - 1;
let shownDays = []; // how many elements there are on each day, as bars

/** 2020-02-12 as 12 Feb 2020. Not by Date: a day must not move with the reader's time zone. */
function dayText(day) {
  const [year, month, number] = day.split("-");
  return `${Number(number)} ${MONTHS[Number(month) - 1]} ${year}`;
}

function kindSwitch(kind, mark) {
  const box = made("input", { type: "checkbox" });
  box.checked = kind.on;
  box.addEventListener("change", () => { kind.on = box.checked; filterChanged(); });
  const swatch = made("span", { class: mark, "aria-hidden": "true" });
  swatch.style.background = kind.colour;
  kind.box = box;
  const told = kind.label ? [made("span", {}, kind.name, made("small", { lang: "nl" }, kind.label))] : [kind.name];
  return made("label", { class: "check" }, box, swatch, ...told, made("span", { class: "soft" }, String(kind.count)));
}

function setPeriod(from, until) {
  filters.from = Math.max(0, Math.min(from, lastDay));
  filters.until = Math.max(filters.from, Math.min(until, lastDay));
  filterChanged();
}

/** Move both ends by one step, the distance between them kept. */
function shiftPeriod(step) {
  const wide = filters.until - filters.from;
  const from = Math.max(0, Math.min(filters.from + step, lastDay - wide));
  setPeriod(from, from + wide);
}

function drawDays() {
  const counts = head.days.map(() => 0);
  for (const element of [...nodes, ...edges]) for (const [start, end] of element.spells) for (let day = start; day <= end; day += 1) counts[day] += 1;
  const most = Math.max(...counts, 1);
  const svg = byId("days");
  svg.setAttribute("viewBox", `0 0 ${counts.length} 1`);
  shownDays = counts.map((count, day) => {
    const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    const height = count ? Math.max(0.06, Math.sqrt(count / most)) : 0;
    for (const [name, value] of Object.entries({ x: day + 0.1, y: 1 - height, width: 0.8, height })) bar.setAttribute(name, value);
    svg.append(bar);
    return bar;
  });
}

function showControls() {
  const outside = countOutside();
  const ends = outside ? ` and ${outside} ${outside === 1 ? "end" : "ends"} of edges outside the period` : "";
  const count = `Shown: ${countShown(nodes) - outside} of ${nodes.length} nodes${ends}, ${countShown(edges)} of ${edges.length} edges`;
  if (byId("count").textContent) tell(count); // not at the start
  byId("count").textContent = count;
  byId("undated").checked = filters.undated;
  byId("lonely").checked = filters.lonely;
  for (const kind of [...nodeKinds, ...edgeKinds]) kind.box.checked = kind.on;
  const at = Math.max(0, weights.indexOf(filters.least));
  byId("weight").value = at;
  byId("least").textContent = `${weights[at]} or more`;
  byId("weight").setAttribute("aria-valuetext", `${weights[at]} or more`);
  if (lastDay < 0) return;
  const [from, until] = [dayText(head.days[filters.from]), dayText(head.days[filters.until])];
  for (const [id, day, text] of [["from", filters.from, from], ["until", filters.until, until]]) {
    byId(id).value = day;
    byId(id).setAttribute("aria-valuetext", text);
  }
  byId("period").textContent = filters.from === filters.until ? from : `${from} – ${until}`;
  shownDays.forEach((bar, day) => bar.setAttribute("class", day >= filters.from && day <= filters.until ? "in" : ""));
}

/** Say something to whoever listens instead of looks. One place for all: of several, each would speak at every step. */
function tell(text) {
  byId("told").textContent = text;
}

function showEverything() {
  for (const kind of [...nodeKinds, ...edgeKinds]) kind.on = true;
  Object.assign(filters, { from: 0, until: lastDay, undated: true, least: weights[0] ?? 0, lonely: true });
  filterChanged();
}

function startControls() {
  byId("controls").addEventListener("submit", (event) => event.preventDefault());
  byId("node-kinds").append(...nodeKinds.map((kind) => kindSwitch(kind, "dot")));
  byId("edge-kinds").append(...edgeKinds.map((kind) => kindSwitch(kind, "dash")));
  byId("edge-kinds").hidden = edges.length === 0;
  byId("time").hidden = lastDay < 0;
  byId("weights").hidden = weights.length < 2;
  for (const id of ["from", "until"]) byId(id).max = lastDay;
  byId("from").addEventListener("input", () => setPeriod(Number(byId("from").value), Math.max(filters.until, Number(byId("from").value))));
  byId("until").addEventListener("input", () => setPeriod(Math.min(filters.from, Number(byId("until").value)), Number(byId("until").value)));
  byId("earlier").addEventListener("click", () => shiftPeriod(-1));
  byId("later").addEventListener("click", () => shiftPeriod(1));
  byId("all-time").addEventListener("click", () => setPeriod(0, lastDay));
  byId("weight").max = weights.length - 1;
  byId("weight").addEventListener("input", () => { filters.least = weights[Number(byId("weight").value)]; filterChanged(); });
  for (const name of ["undated", "lonely"]) byId(name).addEventListener("change", () => { filters[name] = byId(name).checked; filterChanged(); });
  byId("closer").addEventListener("click", () => zoom(1 / 1.5));
  byId("further").addEventListener("click", () => zoom(1.5));
  byId("whole").addEventListener("click", () => moveCamera({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }));
  filters.least = weights[0] ?? 0;
  // On a narrow screen the filters are folded, so that the picture is in sight.
  const narrow = matchMedia("(max-width: 40rem)");
  const fold = () => { byId("filters").open = !narrow.matches; };
  narrow.addEventListener("change", fold);
  fold();
  drawDays();
  listeners.push(showControls);
}
