import { readFileSync } from "node:fs";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

/** A file of sentences without what is said about them, and without white space around them and within their syntax. */
function packed(path: string): string {
  return readFileSync(path, "utf8")
    .replaceAll(/^#.*\n/gmu, "")
    .replaceAll(/\n\n+(?=\S)/gu, "\n")
    .replaceAll(/^ +/gmu, " ")
    .replaceAll(/^ (?=\.|\*?\[)/gmu, "")
    .replaceAll(/^(\.)?([\w-]+) = ?/gmu, "$1$2=")
    .replaceAll(/^(\*?\[\w+\]) /gmu, "$1")
    .replaceAll(/\{ (\$\w+)(?: (?=\}))?/gu, "{$1");
}

/** The entries of a packed file by their ids; an attribute's is that of its sentence and its own. */
function entries(text: string): Map<string, string> {
  let sentence = "";
  return new Map(
    text.split(/^(?=\.?[\w-]+=)/gmu).map((entry) => {
      const id = entry.slice(0, entry.indexOf("="));
      if (!id.startsWith(".")) sentence = id;
      return [id.startsWith(".") ? sentence + id : id, entry];
    }),
  );
}

/** The window carries the ids of its two languages once, with the French sentences (see `i18n/with_ids.ts`). */
const sentences = {
  name: "sentences",
  enforce: "pre" as const,
  load(id: string) {
    if (!id.endsWith(".ftl?raw")) return null;
    const path = id.slice(0, -"?raw".length);
    const text = packed(path);
    if (!path.includes("/en/")) return `export default ${JSON.stringify(text)}`;
    const own = entries(text);
    const inOrder = [...entries(packed(path.replace("/en/", "/fr/"))).keys()].map((name) => {
      const entry = own.get(name);
      if (entry === undefined) throw new Error(`${path} lacks ${name}`);
      return entry.replace(/^(\.?)[\w-]+=/u, "$1=");
    });
    return `export default ${JSON.stringify(inOrder.join(""))}`;
  },
};

/** What several screens use, in one file: in dozens of a few hundred bytes each it would weigh ten kilobytes more. */
const shared = {
  name: "shared",
  test: /src\/(?:widgets|model|host|errors|i18n)\/|@lucide|src\/[a-z_]+\.(?:svelte\.)?ts$/,
  minShareCount: 2,
};

/** What is fetched with screens, in one file for each kind of work: as one per screen it would weigh seven kilobytes more. */
const work = [
  { name: "bulk", test: /src\/features\/bulk\// },
  { name: "settings", test: /src\/features\/(?:accounts|keys|settings)\// },
  // Whether the window is handed over is known from the start.
  { name: "signing", test: /src\/features\/(?:kiosk|sign)\/(?!kiosk\.svelte\.ts)/ },
  { name: "verify", test: /src\/features\/verify\// },
].map((group) => ({ ...group, includeDependenciesRecursively: false }));

export default defineConfig({
  plugins: [sentences, svelte(), svelteTesting()],
  clearScreen: false,
  server: { port: 5173, strictPort: true, host: "127.0.0.1", fs: { allow: [".", "../locales", "../icons"] } },
  build: {
    target: "safari16",
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: { groups: [shared, ...work] } } },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts"],
    setupFiles: ["src/test_setup.ts"],
    restoreMocks: true,
    testTimeout: 20_000,
    // One document for all files: making jsdom anew for each took three quarters of the time. What a test leaves
    // behind is cleared in test_setup.ts.
    isolate: false,
  },
});
