// Writes src/i18n/keys.ts: every message of locales/fr with the variables it takes, so that a wrong id or a missing
// variable is a type error. Runs before check, build and test.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { FluentParser, Visitor } from "@fluent/syntax";

const UI_FILES = JSON.parse(readFileSync(new URL("window_files.json", import.meta.url), "utf8"));
const folder = new URL("../../locales/fr/", import.meta.url);
const present = new Set(readdirSync(folder));

function variables(node) {
  const found = new Set();
  const visitor = new Visitor();
  visitor.visitVariableReference = (reference) => found.add(reference.id.name);
  visitor.visit(node);
  return [...found].sort();
}

const lines = [];
for (const name of UI_FILES) {
  if (!present.has(`${name}.ftl`)) continue;
  const resource = new FluentParser().parse(readFileSync(new URL(`${name}.ftl`, folder), "utf8"));
  for (const entry of resource.body) {
    if (entry.type === "Junk") throw new Error(`locales/fr/${name}.ftl: ${entry.content.slice(0, 80)}`);
    if (entry.type !== "Message") continue;
    const add = (id, node) => {
      const names = variables(node);
      const args = names.length === 0 ? "never" : `{ ${names.map((n) => `${n}: Arg`).join("; ")} }`;
      lines.push(`  ${JSON.stringify(id)}: ${args};`);
    };
    if (entry.value) add(entry.id.name, entry.value);
    for (const attribute of entry.attributes) add(`${entry.id.name}.${attribute.id.name}`, attribute.value);
  }
}
const text = `// Written by scripts/keys.mjs from locales/fr; do not edit.
export type Arg = string | number;

export interface Messages {
${lines.join("\n")}
}

export type MessageId = keyof Messages;
`;
writeFileSync(new URL("../src/i18n/keys.ts", import.meta.url), text);
