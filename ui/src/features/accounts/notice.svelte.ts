import { Attempt } from "../../attempt.svelte";
import type { EnvelopeView } from "../../bindings/EnvelopeView";
import { host } from "../../host";
import { rpc } from "../../rpc";

/** A provider's message that came another way: what is given of it, and what it told. */
export class NoticeReader extends Attempt {
  account = $state("");
  where = $state<"file" | "text">("file");
  path = $state<string | null>(null);
  text = $state("");
  headers = $state("");

  constructor(account = "") {
    super();
    this.account = account;
  }

  get fileName(): string {
    return this.path?.split(/[\\/]/).at(-1) ?? "";
  }

  /** The first line, from 1, that is no header; null when all are. */
  get wrongLine(): number | null {
    const index = this.headers.split("\n").findIndex((line) => line.trim() !== "" && !toHeader(line));
    return index < 0 ? null : index + 1;
  }

  get complete(): boolean {
    const given = this.where === "file" ? this.path !== null : this.text.trim() !== "";
    return this.account !== "" && given && this.wrongLine === null;
  }

  async choose(): Promise<void> {
    const [path] = await host().pickFiles("notice");
    if (path !== undefined) this.path = path;
  }

  /** The request the message was about; null when it was refused. */
  async read(): Promise<EnvelopeView | null> {
    if (!this.complete || this.busy) return null;
    let about: EnvelopeView | null = null;
    await this.run(async () => {
      about = await rpc("import_notice", {
        account: this.account,
        source:
          this.where === "file"
            ? { type: "file", path: this.path ?? "" }
            : // As it came: a signature may be over these very characters.
              { type: "text", text: this.text },
        headers: this.headers.split("\n").flatMap((line) => toHeader(line) ?? []),
      });
    });
    return about;
  }
}

/** `Name: value` as one pair in a list, or null. */
function toHeader(line: string): [[string, string]] | null {
  const [, name, value] = line.match(/^\s*([\w!#$%&'*+.^`|~-]+)\s*:\s*(.*?)\s*$/) ?? [];
  return name === undefined || value === undefined ? null : [[name, value]];
}
