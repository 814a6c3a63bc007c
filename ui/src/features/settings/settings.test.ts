import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { AppStateView } from "../../bindings/AppStateView";
import type { SettingsView } from "../../bindings/SettingsView";
import { setLanguage } from "../../i18n";
import { appState } from "../../settings.svelte";
import { fakeHost, settle, type FakeHost } from "../../test_host";
import { kioskView } from "../../test_views";
import { kiosk } from "../kiosk/kiosk.svelte";
import HostingSettings from "./HostingSettings.svelte";
import NetworkSettings from "./NetworkSettings.svelte";
import SigningSettings from "./SigningSettings.svelte";

let host: FakeHost;

beforeEach(() => {
  setLanguage("fr");
  kiosk.view = null;
  kiosk.error = null;
  const settings = { language: "fr", theme: "system" } as unknown as SettingsView;
  appState.view = { settings } as unknown as AppStateView;
  host = fakeHost({ kiosk_state: () => kioskView(), save_settings: (stored) => stored });
});

function stored(): SettingsView | undefined {
  return host.calls.findLast(([command]) => command === "save_settings")?.[1] as SettingsView | undefined;
}

describe("changes in quick succession", () => {
  it("are stored one after the other, and none takes back another", async () => {
    const answers: ((how: "refused" | "stored") => void)[] = [];
    host.answer({
      save_settings: (wanted) =>
        new Promise((resolve, reject) => {
          answers.push((how) => (how === "stored" ? resolve(wanted as SettingsView) : reject(new Error())));
        }),
    });
    const [slow, quick] = [appState.change({ host_name: "Marc" }), appState.change({ theme: "dark" })];
    await settle();
    expect([answers.length, appState.settings]).toEqual([
      1,
      { language: "fr", host_name: "Marc", theme: "dark" },
    ]);
    answers[0]?.("refused");
    await expect(slow).rejects.toThrow();
    await settle();
    expect(appState.settings).toEqual({ language: "fr", theme: "dark" });
    answers[1]?.("stored");
    await quick;
    expect([stored(), appState.settings]).toEqual([
      { language: "fr", theme: "dark" },
      { language: "fr", theme: "dark" },
    ]);
  });
});

describe("the network", () => {
  const field = () => screen.getByLabelText<HTMLInputElement>("Proxy");

  it("shows a proxy's address without the password that was typed in it, and forgets that one", async () => {
    host.answer({
      save_settings: (wanted) => {
        const { proxy, proxy_login } = wanted as SettingsView;
        const address = proxy?.replace("moi:sesame@", "") ?? null;
        return { ...(wanted as SettingsView), proxy: address, proxy_login: proxy !== address || proxy_login };
      },
    });
    render(NetworkSettings);
    await userEvent.type(field(), "http://moi:sesame@proxy:8080");
    await userEvent.tab();
    await settle();
    expect(stored()?.proxy).toBe("http://moi:sesame@proxy:8080");
    expect(field().value).toBe("http://proxy:8080");
    await userEvent.click(screen.getByRole("button", { name: "Oublier" }));
    await settle();
    expect(stored()).toMatchObject({ proxy: "http://proxy:8080", proxy_login: false });
    expect(screen.queryByRole("button", { name: "Oublier" })).toBeNull();
  });

  it("leaves an address that was refused as it was typed", async () => {
    const refusal = { code: "refused", message: "error-proxy-address", params: {}, detail: "" };
    host.answer({ save_settings: () => Promise.reject(refusal) });
    render(NetworkSettings);
    await userEvent.type(field(), "http://moi:se/same@proxy");
    await userEvent.tab();
    await settle();
    expect(field().value).toBe("http://moi:se/same@proxy");
  });
});

describe("face to face", () => {
  it("changes the host's code by the former one, and forgets what was typed", async () => {
    host.answer({ set_host_pin: () => kioskView() });
    render(HostingSettings);
    await settle();
    await userEvent.click(screen.getByTestId("change-pin"));
    await userEvent.type(screen.getByTestId("old-pin"), "141421");
    await userEvent.type(screen.getByTestId("new-pin"), "173205");
    await userEvent.type(screen.getByTestId("new-pin-again"), "173206");
    await userEvent.click(screen.getByTestId("store-pin"));
    expect(screen.getByText(/ne sont pas les mêmes/u)).toBeTruthy();
    await userEvent.type(screen.getByTestId("new-pin-again"), "{Backspace}5");
    await userEvent.click(screen.getByTestId("store-pin"));
    await settle();
    expect(host.calls).toContainEqual(["set_host_pin", { pin: "173205", old_pin: "141421" }]);
    await userEvent.click(screen.getByTestId("change-pin"));
    expect(screen.getByTestId<HTMLInputElement>("old-pin").value).toBe("");
  });

  it("offers the organisation's own checks, each once, and the original list again", async () => {
    render(HostingSettings);
    await settle();
    const checks = within(screen.getByTestId("identity-checks"));
    const lines = () => checks.getAllByRole("listitem").map((line) => line.textContent?.trim());
    expect(lines()).toEqual(["Pièce d’identité vue", "Connue personnellement", "Non contrôlée"]);
    await userEvent.type(screen.getByTestId("identity-check-new"), "  Carte   vue {Enter}");
    await settle();
    expect(stored()?.identity_checks).toEqual([
      { kind: "document_seen" },
      { kind: "known_personally" },
      { kind: "not_checked" },
      { kind: "other", label: "Carte vue" },
    ]);
    await userEvent.type(screen.getByTestId("identity-check-new"), "carte VUE");
    expect(checks.getByText("Ce contrôle est déjà dans la liste.")).toBeTruthy();
    expect(screen.getByTestId<HTMLButtonElement>("identity-check-add").disabled).toBe(true);
    await userEvent.click(checks.getByRole("button", { name: /Retirer.*Non contrôlée/u }));
    await settle();
    expect(lines()).toEqual(["Pièce d’identité vue", "Connue personnellement", "Carte vue"]);
    expect(checks.getByText(/chaque signataire doit être contrôlé/u)).toBeTruthy();
    await userEvent.click(screen.getByTestId("identity-checks-restore"));
    await settle();
    expect(stored()?.identity_checks).toBeNull();
    expect(lines()).toHaveLength(3);
  });

  it("says that the former code was wrong, and how long to wait", async () => {
    const params = { wait_seconds: "5" };
    const refusal = { code: "refused", message: "error-kiosk-wrong-pin", params, detail: "" };
    host.answer({ set_host_pin: () => Promise.reject(refusal) });
    render(HostingSettings);
    await settle();
    await userEvent.click(screen.getByTestId("change-pin"));
    for (const field of ["old-pin", "new-pin", "new-pin-again"]) {
      await userEvent.type(screen.getByTestId(field), "314159");
    }
    await userEvent.click(screen.getByTestId("store-pin"));
    expect((await screen.findByRole("alert")).textContent).toContain("5");
  });

  it("takes a key for reinforced evidence only when it is one", async () => {
    render(HostingSettings);
    await userEvent.type(screen.getByTestId("evidence-key"), "abc");
    await userEvent.tab();
    expect([screen.getByText(/64 chiffres hexadécimaux\.$/u).className, stored()]).toEqual([
      expect.stringContaining("error"),
      undefined,
    ]);
    await userEvent.clear(screen.getByTestId("evidence-key"));
    await userEvent.type(screen.getByTestId("evidence-key"), "AB".repeat(32));
    await userEvent.tab();
    expect(stored()?.evidence_key).toBe("ab".repeat(32));
  });
});

describe("signatures made here", () => {
  it("reach the chosen level, with an authority that has an address", async () => {
    render(SigningSettings);
    await userEvent.click(screen.getByRole("radio", { name: /B-T\)/u }));
    expect(stored()?.signing_level).toBe("b-t");
    await userEvent.type(screen.getByTestId("timestamp-authority"), "ftp://tsa.example");
    await userEvent.tab();
    expect(screen.getByText(/Une adresse commence par/u)).toBeTruthy();
    await userEvent.clear(screen.getByTestId("timestamp-authority"));
    await userEvent.type(screen.getByTestId("timestamp-authority"), "http://tsa.example/tsr");
    await userEvent.tab();
    expect(stored()?.timestamp_authority).toBe("http://tsa.example/tsr");
  });
});
