import { render, screen } from "@testing-library/svelte";
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

describe("face to face", () => {
  it("changes the host's code by the former one, and forgets what was typed", async () => {
    host.answer({ set_host_pin: () => kioskView() });
    render(HostingSettings);
    await settle();
    await userEvent.click(screen.getByTestId("change-pin"));
    await userEvent.type(screen.getByTestId("old-pin"), "111111");
    await userEvent.type(screen.getByTestId("new-pin"), "222222");
    await userEvent.type(screen.getByTestId("new-pin-again"), "222223");
    await userEvent.click(screen.getByTestId("store-pin"));
    expect(screen.getByText(/ne sont pas les mêmes/u)).toBeTruthy();
    await userEvent.type(screen.getByTestId("new-pin-again"), "{Backspace}2");
    await userEvent.click(screen.getByTestId("store-pin"));
    await settle();
    expect(host.calls).toContainEqual(["set_host_pin", { pin: "222222", old_pin: "111111" }]);
    await userEvent.click(screen.getByTestId("change-pin"));
    expect(screen.getByTestId<HTMLInputElement>("old-pin").value).toBe("");
  });

  it("says that the former code was wrong, and how long to wait", async () => {
    const params = { wait_seconds: "5" };
    const refusal = { code: "refused", message: "error-kiosk-wrong-pin", params, detail: "" };
    host.answer({ set_host_pin: () => Promise.reject(refusal) });
    render(HostingSettings);
    await settle();
    await userEvent.click(screen.getByTestId("change-pin"));
    for (const field of ["old-pin", "new-pin", "new-pin-again"]) {
      await userEvent.type(screen.getByTestId(field), "333333");
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
