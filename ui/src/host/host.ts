import type { AppEvent } from "../bindings/AppEvent";
import type { Commands } from "../bindings/Commands";
import type { Sha256Digest } from "../bindings/Sha256Digest";

export type Command = keyof Commands;
export type Params<C extends Command> = Commands[C][0];
export type Answer<C extends Command> = Commands[C][1];

/** What the window may ask its surroundings. A feature asks for a capability, never for a platform. */
export interface Host {
  /** Runs one command. Rejects with the `Error` object of the contract, or with anything when the transport itself fails. */
  rpc<C extends Command>(command: C, params: Params<C>): Promise<Answer<C>>;
  /** Calls back for every event of the program; the answer stops it. */
  listen(callback: (event: AppEvent) => void): () => void;
  /** Address of a page as PNG of that width in device pixels; pages count from 1. What is in sight is drawn first. */
  pageUrl(sha256: Sha256Digest, page: number, widthPx: number, urgency?: PageUrgency): string;
  /** Lets the person choose files; empty when they closed the dialog. Absolute paths. */
  pickFiles(kind: FileKind): Promise<string[]>;
  /** Lets the person choose a folder; null when they closed the dialog. Only where the capability `folders` is there. */
  pickFolder(): Promise<string | null>;
  /** Lets the person choose where a new file goes, a PDF unless its name says otherwise; null when they closed the dialog. */
  pickSavePath(suggestedName: string): Promise<string | null>;
  /** Shows a file in the system's file browser. */
  reveal(path: string): Promise<void>;
  /** Opens an address outside the window: `https:` in the person's browser, `mailto:` in their mail program. */
  openUrl(url: string): Promise<void>;
  /** Opens a provider's signing page in a window of its own, which reaches nothing of this program and shows whose it is. */
  openSigningPage(url: string): Promise<void>;
  capability(name: Capability): boolean;
}

export type PageUrgency = "visible" | "near" | "thumb";
export type FileKind =
  | "key"
  | "module"
  | "pdf"
  | "certificate"
  | "notice"
  | "people"
  | "picture"
  | "table"
  | "template"
  | "trust_list";
export type Capability = "folders" | "reveal";

/** The path of a page's picture, the same behind both hosts. */
export function pagePath(
  sha256: string,
  page: number,
  widthPx: number,
  urgency: PageUrgency = "visible",
): string {
  const path = `${sha256}/${page}/${Math.ceil(widthPx)}`;
  return urgency === "visible" ? path : `${path}/${urgency}`;
}
