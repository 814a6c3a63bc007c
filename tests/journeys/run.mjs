// Runs the journeys in the real window, one after the other; ends with `N passed, N failed, N skipped`.
// Arguments: parts of names to run only those; --update-trees keeps the accessibility trees as they are now.

import { readdirSync } from "node:fs";
import path from "node:path";

import { Skipped, Window } from "./driver.mjs";

const wanted = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith(".mjs") && file !== "run.mjs").sort();
let passed = 0;
let failed = 0;
let skipped = 0;
for (const file of files) {
  if (wanted.length > 0 && !wanted.some((part) => file.includes(part))) continue;
  const journey = await import(path.join(import.meta.dirname, file));
  // What several journeys share is no journey.
  if (journey.run === undefined) continue;
  const started = Date.now();
  try {
    await journey.run();
    passed += 1;
    console.log(`ok   ${journey.name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  } catch (error) {
    if (error instanceof Skipped) {
      skipped += 1;
      console.log(`skip ${journey.name}: ${error.message}`);
      continue;
    }
    failed += 1;
    // A window left open would take the next journey's files: there is one program at a time.
    await Window.last?.kill().catch(() => {});
    console.log(`FAIL ${journey.name}\n     ${error.stack ?? error}`);
  }
}
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed === 0 ? 0 : 1);
