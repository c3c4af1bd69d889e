// Reads a GEXF file with the parser of Gephi Lite and prints what it found as JSON, for test_graphology.py.
// node read_gexf.js NODE_MODULES FILE strict|lenient
const { createRequire } = require("module");
const fs = require("fs");
const path = require("path");

const [folder, file, way] = process.argv.slice(2);
const load = createRequire(path.join(path.resolve(folder), "anything.js"));
const Graph = load("graphology");
const gexf = load("graphology-gexf");

// The second are the options that Gephi Lite gives.
const options = way === "strict" ? {} : { allowUndeclaredAttributes: true, addMissingNodes: true };
const graph = gexf.parse(Graph, fs.readFileSync(file, "utf-8"), options);
const found = {
  type: graph.type,
  attributes: graph.getAttributes(),
  nodes: graph.mapNodes((key, attributes) => ({ key, attributes })),
  edges: graph.mapEdges((key, attributes, source, target) => ({ key, source, target, attributes })),
};
process.stdout.write(JSON.stringify(found));
