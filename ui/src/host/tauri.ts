// The only file that speaks to Tauri.
import { convertFileSrc, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { open, save } from "@tauri-apps/plugin-dialog";
import { revealItemInDir } from "@tauri-apps/plugin-opener";
import type { AppEvent } from "../bindings/AppEvent";
import { pagePath, type FileKind, type Host } from "./host";

const EXTENSIONS: Record<FileKind, string[]> = { certificate: ["pem", "crt", "cer", "der"], pdf: ["pdf"] };

export function tauriHost(): Host {
  return {
    rpc: (command, params) => invoke("rpc", { command, params }),
    listen(callback) {
      const stop = listen<AppEvent>("app-event", (event) => callback(event.payload));
      return () => void stop.then((unlisten) => unlisten());
    },
    // convertFileSrc escapes the slashes; the digest and the numbers need no escaping, so they are put behind the origin.
    pageUrl: (sha256, page, widthPx, urgency) =>
      `${convertFileSrc("", "page")}${pagePath(sha256, page, widthPx, urgency)}`,
    async pickFiles(kind) {
      const picked = await open({
        multiple: true,
        directory: false,
        filters: [{ name: kind === "pdf" ? "PDF" : "PEM, DER", extensions: EXTENSIONS[kind] }],
      });
      return picked ?? [];
    },
    pickSavePath: (suggestedName) =>
      save({ defaultPath: suggestedName, filters: [{ name: "PDF", extensions: ["pdf"] }] }),
    reveal: (path) => revealItemInDir(path),
    capability: (name) => name === "reveal",
  };
}
