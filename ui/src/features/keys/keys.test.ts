import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { AppStateView } from "../../bindings/AppStateView";
import type { CertificateView } from "../../bindings/CertificateView";
import type { KeyRingView } from "../../bindings/KeyRingView";
import type { SettingsView } from "../../bindings/SettingsView";
import type { SigningKeyView } from "../../bindings/SigningKeyView";
import type { TokenView } from "../../bindings/TokenView";
import { setLanguage } from "../../i18n";
import { cache } from "../../query.svelte";
import { appState } from "../../settings.svelte";
import { fakeHost, settle, type FakeHost } from "../../test_host";
import { digest } from "../../test_views";
import KeyCard from "./KeyCard.svelte";

const own: SigningKeyView = { choice: { type: "identity", name: null }, certificate: null, ready: true };

function certificate(change: Partial<CertificateView> = {}): CertificateView {
  return {
    name: "ada",
    common_name: "Ada Lovelace",
    organization: null,
    issuer: "Certigna",
    serial: "01",
    key: "RSA 3072",
    not_before: 0,
    not_after: 1_900_000_000_000,
    qualification: "claimed_on_device",
    self_made: false,
    fitness: "fit",
    sha256: digest("a1"),
    ...change,
  };
}

const token = (change: Partial<TokenView> = {}): TokenView => ({
  label: "Carte Ada",
  manufacturer: "ACME",
  pin: "fine",
  keypad: false,
  ...change,
});

let host: FakeHost;
let rings: KeyRingView[];

beforeEach(() => {
  setLanguage("fr");
  cache.clear();
  const settings = { language: "fr", theme: "system" } as unknown as SettingsView;
  appState.view = { settings } as unknown as AppStateView;
  rings = [{ token: null, certificates: [certificate()] }];
  host = fakeHost({
    signing_key: () => own,
    list_signing_keys: () => ({ rings }),
    open_signing_key: ({ choice }) => ({ choice, certificate: certificate(), ready: true }),
    save_settings: (stored) => stored,
  });
});

const asked = (command: string) => host.calls.filter(([name]) => name === command).map(([, sent]) => sent);

async function choose(kind: RegExp, path: string): Promise<HTMLElement> {
  render(KeyCard);
  await userEvent.click(await screen.findByTestId("key-choose"));
  const sheet = await screen.findByTestId("key-sheet");
  await userEvent.click(within(sheet).getByRole("radio", { name: kind }));
  host.picked = [path];
  await userEvent.click(within(sheet).getByTestId("key-pick"));
  await settle();
  return sheet;
}

describe("the key that signs", () => {
  it("is this computer's own until another is chosen, and says so", async () => {
    render(KeyCard);
    expect(await screen.findByText(/faite à la première signature/u)).toBeTruthy();
  });

  it("is a key file after its password, which is kept nowhere; who and until when is seen before", async () => {
    const sheet = await choose(/Fichier de clé/u, "/home/ada/ada.p12");
    expect(within(sheet).getByTestId<HTMLButtonElement>("key-go").disabled).toBe(true);
    await userEvent.type(within(sheet).getByTestId("key-secret"), "ouvre-toi");
    await userEvent.click(within(sheet).getByTestId("key-go"));
    await settle();
    const line = within(sheet).getByTestId("certificate").textContent ?? "";
    expect(line).toMatch(/Ada Lovelace.*2030.*Certigna.*Se dit qualifié/su);
    await userEvent.click(within(sheet).getByTestId("key-go"));
    await settle();
    const choice = { type: "key_file", path: "/home/ada/ada.p12", certificate: "ada" };
    expect(asked("open_signing_key")).toEqual([{ choice, secret: "ouvre-toi", last_try: false }]);
    expect(asked("save_settings"), "nothing is remembered unasked").toEqual([]);
    expect(screen.queryByTestId("key-sheet")).toBeNull();
    expect(document.body.innerHTML).not.toContain("ouvre-toi");
  });

  it("asks a token once: a wrong PIN is forgotten, and how it stands is looked at again", async () => {
    rings = [{ token: token(), certificates: [certificate()] }];
    const params = {};
    const refusal = { code: "refused", message: "error-token-pin-wrong", params, detail: "" };
    host.answer({ open_signing_key: () => Promise.reject(refusal) });
    const sheet = await choose(/Carte ou clé USB/u, "/usr/lib/p11.so");
    await userEvent.click(within(sheet).getByTestId("key-go"));
    await settle();
    expect(asked("list_signing_keys")).toMatchObject([{ secret: null }]);
    await userEvent.type(within(sheet).getByTestId("key-secret"), "0000");
    await userEvent.click(within(sheet).getByTestId("key-go"));
    await settle();
    expect(asked("open_signing_key")).toHaveLength(1);
    expect(within(sheet).getByRole("alert")).toBeTruthy();
    expect(within(sheet).queryByTestId("key-secret"), "the PIN is gone").toBeNull();
    rings = [{ token: token({ pin: "final_try" }), certificates: [certificate()] }];
    await userEvent.click(within(sheet).getByTestId("key-go"));
    await settle();
    await userEvent.type(within(sheet).getByTestId("key-secret"), "1234");
    expect(within(sheet).getByTestId<HTMLButtonElement>("key-go").disabled).toBe(true);
    await userEvent.click(within(sheet).getByLabelText(/utiliser le dernier essai/u));
    await userEvent.click(within(sheet).getByTestId("key-go"));
    await settle();
    expect(asked("open_signing_key")[1]).toMatchObject({ secret: "1234", last_try: true });
  });

  it("cannot be one that is expired, nor on a token that is locked", async () => {
    rings = [{ token: null, certificates: [certificate({ fitness: "expired" })] }];
    const sheet = await choose(/Fichier de clé/u, "/a.p12");
    await userEvent.type(within(sheet).getByTestId("key-secret"), "x");
    await userEvent.click(within(sheet).getByTestId("key-go"));
    await settle();
    await userEvent.click(within(sheet).getByRole("radio", { name: /Ada Lovelace/u }));
    expect(within(sheet).getByTestId<HTMLButtonElement>("key-go").disabled).toBe(true);
    rings = [{ token: token({ pin: "locked" }), certificates: [certificate()] }];
    await userEvent.click(within(sheet).getByRole("radio", { name: /Carte ou clé USB/u }));
    host.picked = ["/p11.so"];
    await userEvent.click(within(sheet).getByTestId("key-pick"));
    await userEvent.click(within(sheet).getByTestId("key-go"));
    await settle();
    expect(within(sheet).getByText(/est bloqué/u)).toBeTruthy();
    expect(within(sheet).queryByTestId("key-secret")).toBeNull();
    expect(within(sheet).getByTestId<HTMLButtonElement>("key-go").disabled).toBe(true);
  });

  it("is proposed the next time only when that was wished, without its secret", async () => {
    const sheet = await choose(/Fichier de clé/u, "/a.p12");
    await userEvent.type(within(sheet).getByTestId("key-secret"), "ouvre-toi");
    await userEvent.click(within(sheet).getByTestId("key-go"));
    await settle();
    await userEvent.click(within(sheet).getByLabelText(/la prochaine fois/u));
    await userEvent.click(within(sheet).getByTestId("key-go"));
    await settle();
    const [stored] = asked("save_settings") as SettingsView[];
    expect(stored?.signing_key).toEqual({ type: "key_file", path: "/a.p12", certificate: "ada" });
    expect(JSON.stringify(stored)).not.toContain("ouvre-toi");
  });

  it("is closed when its owner says so", async () => {
    const choice = { type: "key_file", path: "/a.p12", certificate: null } as const;
    host.answer({
      signing_key: () => ({ choice, certificate: certificate(), ready: true }),
      close_signing_key: () => own,
    });
    render(KeyCard);
    await userEvent.click(await screen.findByTestId("key-close"));
    await settle();
    expect(asked("close_signing_key")).toEqual([{}]);
  });
});
