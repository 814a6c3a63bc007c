import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import App from "../../App.svelte";
import type { KioskPageView } from "../../bindings/KioskPageView";
import { navigation } from "../../navigation.svelte";
import { settle } from "../../test_host";
import { dispatchView, envelopeView } from "../../test_views";
import { ada, eachAtHome, enterPin, envelope, FakeKiosk, PIN, salma } from "./test_kiosk";

eachAtHome();
afterEach(() => void vi.useRealTimers());

const url = "https://app.ng-sign.com.tn/pds/#/transaction/sign/4?uuid=9";
const page: KioskPageView = { provider: "ngsign", host: "app.ng-sign.com.tn", kept_from: null };

/** A request at a service, with a link for the first person. */
function withLink(address = url): FakeKiosk {
  const fake = new FakeKiosk();
  const links = [{ recipient: ada.id, url: address }];
  const view = envelopeView({ recipients: [ada, salma], dispatches: [dispatchView({ links })] });
  fake.host.answer({
    open_envelope: () => view,
    refresh_envelope: () => view,
    begin_kiosk: ({ host_name }) => fake.become("hand_over", { host_name, page }),
    kiosk_next: ({ pin }) => {
      if (pin !== PIN) throw new Error("not with this code");
      return fake.become("off", { envelope: null, signer: null, page: null });
    },
  });
  navigation.go({ name: "hosting", envelope, link: address });
  render(App);
  return fake;
}

describe("a service's page in a signer's hands", () => {
  it("goes from the host's check to the page, and back to the request by the code", async () => {
    const fake = withLink();
    await userEvent.click(await screen.findByTestId("hand-over-now"));
    // What would go into evidence of ours is not asked: the service has its own.
    const [, asked] = fake.host.calls.find(([command]) => command === "begin_kiosk") ?? [];
    expect(asked).toEqual({
      envelope,
      host_name: "Marc Petit",
      evidence: "standard",
      level: null,
      checks: [],
      link: url,
    });
    expect((await screen.findByTestId("whose-page")).textContent).toContain(
      "NGSign\u202F: app.ng-sign.com.tn",
    );
    await userEvent.click(screen.getByTestId("start"));
    expect((await screen.findByTestId("page-host")).textContent).toBe("app.ng-sign.com.tn");
    expect([screen.queryByTestId("have-read"), screen.queryByRole("navigation")]).toEqual([null, null]);
    fake.become("signing", { page: { ...page, host: "otp.ng-sign.com.tn", kept_from: "elsewhere.example" } });
    fake.host.emit({ type: "kiosk_changed", on: true });
    await settle();
    expect(screen.getByTestId("page-host").textContent).toBe("otp.ng-sign.com.tn");
    expect(screen.getByTestId("page-kept").textContent).toContain("elsewhere.example");
    await userEvent.click(screen.getByTestId("leave-page"));
    expect(await screen.findByTestId("return")).toBeTruthy();
    expect(screen.queryByTestId("receipt-question")).toBeNull();
    expect(fake.host.calls.some(([command]) => command === "refresh_envelope")).toBe(false);
    await enterPin();
    expect(await screen.findByTestId("envelope")).toBeTruthy();
    expect(fake.host.calls).toContainEqual(["refresh_envelope", { envelope }]);
    expect(fake.host.pages).toEqual([]);
  });

  it("asks who has gone silent in the band, and locks", async () => {
    const fake = withLink();
    await userEvent.click(await screen.findByTestId("hand-over-now"));
    await screen.findByTestId("hand-over");
    vi.useFakeTimers();
    fake.become("signing", { page });
    fake.host.emit({ type: "kiosk_changed", on: true });
    await vi.advanceTimersByTimeAsync(59_000);
    fake.host.emit({ type: "signer_is_there" });
    await vi.advanceTimersByTimeAsync(59_000);
    expect(screen.queryByTestId("stay")).toBeNull();
    await vi.advanceTimersByTimeAsync(1000);
    expect(screen.getByTestId("stay")).toBeTruthy();
    fake.host.emit({ type: "signer_is_there" });
    await vi.advanceTimersByTimeAsync(29_000);
    expect(fake.host.calls.some(([command]) => command === "kiosk_lock")).toBe(false);
    await vi.advanceTimersByTimeAsync(1000);
    expect(screen.getByTestId("locked")).toBeTruthy();
  });

  it("opens for the host alone in a window without rights, and only what is a web page", async () => {
    const fake = withLink();
    await userEvent.click(await screen.findByTestId("open-myself"));
    expect([fake.host.pages, fake.host.opened]).toEqual([[url], []]);
  });

  it("is not opened where its address is no web page", async () => {
    const fake = withLink("file:///etc/passwd");
    await userEvent.click(await screen.findByTestId("open-myself"));
    expect(fake.host.pages).toEqual([]);
    expect(screen.getByTestId("error-box")).toBeTruthy();
    await userEvent.click(screen.getByTestId("hand-over-now"));
    expect(fake.host.calls.some(([command]) => command === "begin_kiosk")).toBe(false);
  });

  it("says so where the link is of no use any more", async () => {
    const fake = withLink();
    fake.host.answer({ open_envelope: () => envelopeView({ recipients: [ada, salma] }) });
    fake.host.emit({ type: "changed", tags: ["envelope"] });
    expect(await screen.findByText("Ce lien a déjà servi, ou ne sert plus.")).toBeTruthy();
  });
});
