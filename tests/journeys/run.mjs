// Runs the journeys in the real window, one after the other; ends with `N passed, N failed`.
// Arguments: parts of names to run only those.

import { readdirSync } from "node:fs";
import path from "node:path";

import { Window } from "./driver.mjs";

const NOT_JOURNEYS = new Set(["desktop.mjs", "driver.mjs", "finder.mjs", "run.mjs", "steps.mjs", "words.mjs"]);
const wanted = process.argv.slice(2);
const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith(".mjs") && !NOT_JOURNEYS.has(file)).sort();
let passed = 0;
let failed = 0;
for (const file of files) {
  if (wanted.length > 0 && !wanted.some((part) => file.includes(part))) continue;
  const journey = await import(path.join(import.meta.dirname, file));
  const started = Date.now();
  try {
    await journey.run();
    passed += 1;
    console.log(`ok   ${journey.name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failed += 1;
    // A window left open would take the next journey's files: there is one program at a time.
    await Window.last?.kill().catch(() => {});
    console.log(`FAIL ${journey.name}\n     ${error.stack ?? error}`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
