// The only file that speaks to Tauri.
import { convertFileSrc, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { open, save } from "@tauri-apps/plugin-dialog";
import { openUrl, revealItemInDir } from "@tauri-apps/plugin-opener";
import type { AppEvent } from "../bindings/AppEvent";
import { pagePath, type FileKind, type Host } from "./host";

const FILTERS: Record<FileKind, { name: string; extensions: string[] }> = {
  certificate: { name: "PEM, DER", extensions: ["pem", "crt", "cer", "der"] },
  key: { name: "PKCS#12", extensions: ["p12", "pfx"] },
  module: { name: "PKCS#11", extensions: ["so", "dll", "dylib"] },
  notice: { name: "JSON, TXT", extensions: ["json", "txt"] },
  pdf: { name: "PDF", extensions: ["pdf"] },
  trust_list: { name: "XML", extensions: ["xml"] },
  people: { name: "CSV, vCard, TXT", extensions: ["csv", "vcf", "txt"] },
  table: { name: "XLSX, CSV, TXT", extensions: ["xlsx", "xlsm", "csv", "txt"] },
  template: { name: "Paraphe", extensions: ["paraphe-template"] },
  picture: { name: "PNG, JPEG", extensions: ["png", "jpg", "jpeg"] },
};

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
      const picked = await open({ multiple: true, directory: false, filters: [FILTERS[kind]] });
      return picked ?? [];
    },
    pickFolder: () => open({ multiple: false, directory: true }),
    pickSavePath(suggestedName) {
      const [, extension = "pdf"] = /\.([a-z0-9]{2,4}|paraphe-template)$/i.exec(suggestedName) ?? [];
      const filters = [{ name: extension.toUpperCase(), extensions: [extension] }];
      return save({ defaultPath: suggestedName, filters });
    },
    reveal: (path) => revealItemInDir(path),
    openUrl: (url) => openUrl(url),
    openSigningPage: (url) => invoke("open_signing_page", { url }),
    capability: () => true,
  };
}
