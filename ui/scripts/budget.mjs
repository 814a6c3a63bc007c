// Fails when the JavaScript of the build is heavier than the budget, as a browser would download it.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET_BYTES = 200 * 1000;
const folder = new URL("../dist/assets/", import.meta.url);
let total = 0;
for (const name of readdirSync(folder).filter((name) => name.endsWith(".js"))) {
  const size = gzipSync(readFileSync(new URL(name, folder))).length;
  total += size;
  process.stdout.write(`${name}: ${size} bytes gzip\n`);
}
process.stdout.write(`JavaScript: ${total} of ${BUDGET_BYTES} bytes gzip\n`);
if (total > BUDGET_BYTES) process.exit(1);
