import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { announcer } from "../../announce.svelte";
import { setLanguage } from "../../i18n";
import { navigation } from "../../navigation.svelte";
import { cache } from "../../query.svelte";
import { fakeHost } from "../../test_host";
import { dispatchView, envelopeView, noOptions, personView } from "../../test_views";
import HandoverScreen from "./HandoverScreen.svelte";
import { later, linksOf, mailDraft } from "./links";

beforeEach(() => {
  setLanguage("fr");
  cache.clear();
});

describe("links to hand over", () => {
  const url = "https://sign.example.org/t/1?x=a&y=b";
  const view = envelopeView({
    title: "Bail & annexe",
    message: "Bonne lecture",
    sent_with: { provider: "openapi", account: "Étude", known: true },
    recipients: [
      personView("rcp_1", { delivery: "links", email: "ada@example.org" }),
      personView("rcp_2", { delivery: "links", first_name: "Karim", status: "waiting", is_turn: false }),
    ],
    dispatches: [dispatchView({ links: [{ recipient: "rcp_1" as never, url }] })],
  });

  it("are those of the people whose turn it is", () => {
    expect(linksOf(view).map(({ person }) => person.id)).toEqual(["rcp_1"]);
    expect(later(view).map(({ first_name }) => first_name)).toEqual(["Karim"]);
  });

  it("the e-mail carries title, message and link, and nothing typed can add a header", () => {
    const [link] = linksOf(view);
    const draftMail = mailDraft(link!, view);
    expect(draftMail).toMatch(/^mailto:ada@example\.org\?subject=/u);
    const [, query = ""] = draftMail.split("?");
    const parts = new URLSearchParams(query);
    expect([...parts.keys()]).toEqual(["subject", "body"]);
    expect(parts.get("subject")).toContain("Bail & annexe");
    expect(parts.get("body")).toContain(`Bonne lecture\r\n\r\nVoici le lien`);
    expect(parts.get("body")).toContain(url);
  });

  it("the e-mail is in the language of who gets it", () => {
    const person = personView("rcp_1", { language: "en", email: "a@b.c" });
    const mail = decodeURIComponent(mailDraft({ person, url }, view));
    expect([mail.includes("To sign: Bail & annexe"), mail.includes("Bonne lecture")]).toEqual([true, true]);
    const options = noOptions({ messages: { en: "Enjoy reading" } });
    const worded = decodeURIComponent(mailDraft({ person, url }, { ...view, options }));
    expect([worded.includes("Enjoy reading"), worded.includes("Bonne lecture")]).toEqual([true, false]);
  });

  it("a link is mailed or copied; what was done is shown", async () => {
    const host = fakeHost({ open_envelope: () => view });
    render(HandoverScreen, { envelope: view.id });
    await userEvent.click(await screen.findByTestId("handover-mail"));
    expect(host.opened).toEqual([expect.stringMatching(/^mailto:/u)]);
    expect(await screen.findByText("E-mail préparé")).toBeTruthy();
    await userEvent.click(screen.getByTestId("handover-finish"));
    expect(navigation.screen).toEqual({ name: "envelope", envelope: view.id });
  });

  it("who sits here signs on their page while the device is theirs", async () => {
    const host = fakeHost({ open_envelope: () => view });
    render(HandoverScreen, { envelope: view.id });
    await userEvent.click(await screen.findByRole("button", { name: /^Faire signer ici/u }));
    expect(navigation.screen).toEqual({ name: "hosting", envelope: view.id, link: url });
    expect([host.pages, host.opened]).toEqual([[], []]);
  });

  it("who has used theirs is heard and stays to be read", async () => {
    let now = view;
    fakeHost({ open_envelope: () => now });
    const said = vi.spyOn(announcer, "say");
    render(HandoverScreen, { envelope: view.id });
    await screen.findByTestId("handover-open");
    expect(said).not.toHaveBeenCalled();
    const [first, ...others] = view.recipients;
    now = { ...view, recipients: [{ ...first!, status: "signed" }, ...others] };
    cache.drop(["envelope"]);
    expect(await screen.findByText(/· A signé$/u)).toBeTruthy();
    expect(said).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/· A signé$/u));
  });
});
