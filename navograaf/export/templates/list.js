// The same nodes as a table, for whoever cannot see or point at a picture. It is filled when it is opened.
const COLUMNS = ["first", "last", "meetings", "mentions", "degree"].filter((name) => head.nodeColumns.includes(name));
const listing = document.getElementById("list");

function listNodes() {
  if (!listing.open) return;
  const shown = nodes.filter((node) => node.shown).sort((one, other) => one.label.localeCompare(other.label, "nl"));
  const place = (name) => (name === "first" || name === "last" ? {} : { class: "number" });
  const top = made("tr", {}, ...["label", "kind"].map((name) => made("th", { scope: "col" }, name)), ...COLUMNS.map((name) => made("th", { scope: "col", ...place(name) }, name)));
  const rows = shown.map((node) => made("tr", {},
    made("th", { scope: "row" }, nodeButton(node), ...(node.outside ? [made("small", {}, "outside the period")] : [])), made("td", {}, node.kind.name),
    ...COLUMNS.map((name) => made("td", place(name), String(node.values.get(name) ?? "–")))));
  const caption = made("caption", {}, `${shown.length} nodes, as the filters have it; a name opens its details`);
  document.getElementById("table").replaceChildren(made("table", {}, caption, made("thead", {}, top), made("tbody", {}, ...rows)));
}

function startList() {
  listing.addEventListener("toggle", listNodes);
  listeners.push(listNodes);
}
