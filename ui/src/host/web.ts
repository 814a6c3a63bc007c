import type { AppEvent } from "../bindings/AppEvent";
import { pagePath, type FileKind, type Host } from "./host";

const ACCEPT: Record<FileKind, string> = {
  certificate: ".pem,.crt,.cer,.der",
  key: ".p12,.pfx,application/x-pkcs12",
  module: ".so,.dll,.dylib",
  notice: ".json,.txt,application/json,text/plain",
  pdf: "application/pdf,.pdf",
  trust_list: ".xml,application/xml,text/xml",
  people: ".csv,.vcf,.txt,text/csv,text/vcard,text/plain",
  table: ".xlsx,.xlsm,.csv,.txt,text/csv,text/plain",
  template: ".paraphe-template",
  picture: "image/png,image/jpeg",
};

/** The same program behind a loopback HTTP server, for tests and design in a plain browser. */
export function webHost(token: string, fetcher: typeof fetch = (...args) => fetch(...args)): Host {
  const secret = encodeURIComponent(token);
  async function post(path: string, body: BodyInit | null, type: string): Promise<unknown> {
    const answer = await fetcher(path, {
      method: "POST",
      headers: { "content-type": type, "x-paraphe-token": token },
      body,
    });
    if (answer.status !== 200 && answer.status !== 422) throw new Error(`${path}: HTTP ${answer.status}`);
    const value: unknown = await answer.json();
    if (answer.status === 422) throw value;
    return value;
  }
  async function upload(file: File): Promise<string> {
    const name = encodeURIComponent(file.name);
    const path = `/upload?name=${name}&token=${secret}`;
    const answer = (await post(path, file, "application/octet-stream")) as { path: string };
    return answer.path;
  }
  return {
    rpc: (command, params) =>
      post(`/rpc/${command}`, JSON.stringify(params), "application/json") as Promise<never>,
    listen(callback) {
      const source = new EventSource(`/events?token=${secret}`);
      source.addEventListener("message", (message: MessageEvent<string>) => {
        callback(JSON.parse(message.data) as AppEvent);
      });
      const stopDrops = listenToDrops(callback, upload);
      return () => {
        source.close();
        stopDrops();
      };
    },
    pageUrl: (sha256, page, widthPx, urgency) =>
      `/page/${pagePath(sha256, page, widthPx, urgency)}?token=${secret}`,
    pickFiles: async (kind) => Promise.all((await chooseFiles(ACCEPT[kind])).map(upload)),
    // A page in a browser has no paths.
    pickFolder: async () => null,
    async pickSavePath(suggestedName) {
      const path = `/save-path?name=${encodeURIComponent(suggestedName)}`;
      const answer = (await post(path, null, "application/json")) as { path: string };
      return answer.path;
    },
    reveal: async () => {},
    async openUrl(url) {
      window.open(url, "_blank", "noopener,noreferrer");
    },
    async openSigningPage(url) {
      window.open(url, "_blank", "noopener,noreferrer");
    },
    capability: () => false,
  };
}

function chooseFiles(accept: string): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = true;
    input.accept = accept;
    input.hidden = true;
    input.dataset.testid = "file-input";
    input.addEventListener("change", () => {
      resolve([...(input.files ?? [])]);
      input.remove();
    });
    input.addEventListener("cancel", () => {
      resolve([]);
      input.remove();
    });
    document.body.append(input);
    input.click();
  });
}

/** A browser gives dropped files to the page itself: upload them and tell the same story the desktop window tells. */
function listenToDrops(
  callback: (event: AppEvent) => void,
  upload: (file: File) => Promise<string>,
): () => void {
  let depth = 0;
  const hover = (change: number) => {
    const before = depth > 0;
    depth = Math.max(0, depth + change);
    if (before !== depth > 0) callback({ type: "files_hovering", over: depth > 0 });
  };
  const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  const enter = (event: DragEvent) => carriesFiles(event) && hover(1);
  const leave = (event: DragEvent) => carriesFiles(event) && hover(-1);
  const over = (event: DragEvent) => carriesFiles(event) && event.preventDefault();
  const drop = async (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    hover(-depth);
    const files = [...(event.dataTransfer?.files ?? [])];
    const paths = await Promise.all(files.map(upload));
    if (paths.length > 0) callback({ type: "files_dropped", paths });
  };
  window.addEventListener("dragenter", enter);
  window.addEventListener("dragleave", leave);
  window.addEventListener("dragover", over);
  window.addEventListener("drop", drop);
  return () => {
    window.removeEventListener("dragenter", enter);
    window.removeEventListener("dragleave", leave);
    window.removeEventListener("dragover", over);
    window.removeEventListener("drop", drop);
  };
}
