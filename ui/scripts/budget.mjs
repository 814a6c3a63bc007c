// Fails when the JavaScript a start of the window reads is heavier than the budget, as a browser would download it.
// Screens that are fetched when they are first opened count for the whole, which has a limit of its own.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const START_BYTES = 200 * 1000;
const WHOLE_BYTES = 350 * 1000;
const dist = new URL("../dist/", import.meta.url);
const assets = new URL("assets/", dist);

const sizes = new Map(
  readdirSync(assets)
    .filter((name) => name.endsWith(".js"))
    .map((name) => [name, gzipSync(readFileSync(new URL(name, assets))).length]),
);

/** What the page names, and what those files import before they run. */
function readAtStart() {
  const page = readFileSync(new URL("index.html", dist), "utf8");
  const found = new Set();
  const open = [...page.matchAll(/assets\/([\w.-]+\.js)/g)].map(([, name]) => name);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    const code = readFileSync(new URL(name, assets), "utf8");
    open.push(...[...code.matchAll(/(?:from|import)\s*"\.\/([\w.-]+\.js)"/g)].map(([, other]) => other));
  }
  return found;
}

const sum = (names) => [...names].reduce((total, name) => total + (sizes.get(name) ?? 0), 0);
const start = readAtStart();
const [atStart, whole] = [sum(start), sum(sizes.keys())];
for (const [name, size] of sizes)
  process.stdout.write(`${start.has(name) ? "*" : " "} ${name}: ${size} bytes gzip\n`);
process.stdout.write(
  `JavaScript at start: ${atStart} of ${START_BYTES}, in all ${whole} of ${WHOLE_BYTES} bytes gzip\n`,
);
if (start.size === 0 || atStart > START_BYTES || whole > WHOLE_BYTES) process.exit(1);
