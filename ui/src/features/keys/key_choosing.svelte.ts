import { Attempt } from "../../attempt.svelte";
import type { CertificateView } from "../../bindings/CertificateView";
import type { KeyChoice } from "../../bindings/KeyChoice";
import type { KeyRingView } from "../../bindings/KeyRingView";
import { host } from "../../host";
import { rpc } from "../../rpc";
import { appState } from "../../settings.svelte";

export type KeyKind = KeyChoice["type"];

/** One certificate with the token it is on. */
export interface Offer {
  id: string;
  certificate: CertificateView;
  ring: KeyRingView;
}

/** Which key signs next: looked at first, opened once. What opens it leaves the page as soon as it was tried. */
export class KeyChoosing extends Attempt {
  kind = $state<KeyKind>("identity");
  /** The key file, or the library of the token's maker. */
  path = $state("");
  secret = $state("");
  rings = $state.raw<readonly KeyRingView[] | null>(null);
  /** The chosen offer. */
  chosen = $state("");
  lastTry = $state(false);
  remember = $state(false);

  constructor(before: KeyChoice) {
    super();
    this.kind = before.type;
    if (before.type === "key_file") this.path = before.path;
    if (before.type === "token") this.path = before.module;
  }

  /** Another kind, another file: what was seen of the former says nothing. */
  forget(): void {
    this.secret = "";
    this.rings = null;
    this.chosen = "";
    this.lastTry = false;
    this.error = null;
  }

  async pick(): Promise<void> {
    const [path] = await host().pickFiles(this.kind === "token" ? "module" : "key");
    if (path === undefined) return;
    this.forget();
    this.path = path;
  }

  get offers(): readonly Offer[] {
    return (this.rings ?? []).flatMap((ring, index) =>
      ring.certificates.map((certificate) => ({
        id: `${index} ${certificate.sha256}`,
        certificate,
        ring,
      })),
    );
  }

  get offer(): Offer | null {
    return this.offers.find(({ id }) => id === this.chosen) ?? null;
  }

  /** The token that would be asked: of the chosen certificate, or the only one, which may hide its certificates. */
  get token() {
    return this.offer?.ring.token ?? (this.rings?.length === 1 ? this.rings[0]?.token : null) ?? null;
  }

  /** Whether a password or a PIN is typed here. */
  get asksSecret(): boolean {
    if (this.kind === "identity") return false;
    if (this.kind === "key_file") return true;
    return this.token !== null && !this.token.keypad && this.token.pin !== "locked";
  }

  /** What is there to choose from can be looked at. */
  get canLook(): boolean {
    if (this.kind === "identity") return true;
    return this.path !== "" && (this.kind === "token" || this.secret !== "");
  }

  get canUse(): boolean {
    if (this.rings === null) return false;
    if (this.kind === "identity") return this.offers.length === 0 || this.offer !== null;
    if (this.kind === "key_file") return this.offer?.certificate.fitness === "fit";
    const pin = this.token?.pin;
    if (pin === undefined || pin === "locked" || pin === "not_set") return false;
    if (pin === "final_try" && !this.lastTry) return false;
    return !this.asksSecret || this.secret !== "";
  }

  async look(): Promise<void> {
    const secret = this.kind === "key_file" ? this.secret : null;
    await this.run(async () => {
      this.rings = (
        await rpc("list_signing_keys", { choice: this.#choice(), secret, last_try: false })
      ).rings;
      const fit = this.offers.filter(({ certificate }) => certificate.fitness === "fit");
      this.chosen = fit.length === 1 ? (fit[0]?.id ?? "") : "";
    });
  }

  /** Opens the key. A token is asked once: whatever it says, the PIN has to be typed again for another try. */
  use(): Promise<boolean> {
    const secret = this.asksSecret ? this.secret : null;
    const choice = this.#choice();
    return this.run(async () => {
      try {
        await rpc("open_signing_key", { choice, secret, last_try: this.lastTry });
      } catch (thrown) {
        // How its PIN stands now is the token's to say.
        if (this.kind === "token") this.rings = null;
        throw thrown;
      } finally {
        this.secret = "";
        this.lastTry = false;
      }
      if (this.remember) await appState.change({ signing_key: choice });
    });
  }

  #choice(): KeyChoice {
    const certificate = this.offer?.certificate.name ?? null;
    if (this.kind === "identity") return { type: "identity", name: certificate };
    if (this.kind === "key_file") return { type: "key_file", path: this.path, certificate };
    return { type: "token", module: this.path, token: this.token?.label ?? null, certificate };
  }
}
