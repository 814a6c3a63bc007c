// The window's own sentences, so that a journey names a button by what it says.

import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

import { FluentBundle, FluentResource } from "../../ui/node_modules/@fluent/bundle/esm/index.js";
import { ROOT } from "./driver.mjs";

const bundle = new FluentBundle("fr", { useIsolating: false });
const folder = path.join(ROOT, "locales/fr");
for (const file of readdirSync(folder)) bundle.addResource(new FluentResource(readFileSync(path.join(folder, file), "utf8")));

/** A French sentence by its id. Narrow spaces become plain ones, as the finder does. */
export function t(id, args = {}) {
  const message = bundle.getMessage(id);
  if (!message?.value) throw new Error(`no sentence ${id}`);
  return bundle.formatPattern(message.value, args).replace(/[\u00a0\u202f]/g, " ");
}
