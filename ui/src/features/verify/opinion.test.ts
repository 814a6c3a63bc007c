import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { VerifyTarget } from "../../bindings/VerifyTarget";
import { setLanguage } from "../../i18n";
import { navigation } from "../../navigation.svelte";
import { cache } from "../../query.svelte";
import { fakeHost } from "../../test_host";
import { capability } from "../../test_views";
import OpinionCard from "./OpinionCard.svelte";

const TARGET: VerifyTarget = { type: "file", path: "/d/contrat.pdf", password: null };

const nothing = { message: null, format: null, at: null, signatures: [], notes: [], compared: [] };

/** Accounts at providers, each with what its provider must be given for an opinion. */
function accounts(...judging: ("document" | "document_and_certificate" | "never")[]) {
  const names = { document: "openapi", document_and_certificate: "gesdocs", never: "docage" } as const;
  return {
    accounts: judging.map((kind) => ({ name: names[kind], settings: { provider: names[kind] } })),
    providers: judging.map((kind) => ({
      form: { provider: names[kind] },
      capability: capability({ judging: kind }),
    })),
  };
}

beforeEach(() => {
  setLanguage("fr");
  cache.clear();
});

describe("what a service thinks of a document", () => {
  it("is asked for only on request, after saying what leaves and to whom", async () => {
    const host = fakeHost({
      list_accounts: () => accounts("never", "document") as never,
      judge_document: () => ({
        account: "openapi",
        provider: "openapi",
        opinion: {
          ...nothing,
          holds: false,
          signatures: [
            {
              integrity: false,
              signer: "Amélie Bérard",
              issuer: null,
              is_issuer_trusted: null,
              certificate: "VALID",
              signed_at: null,
              is_time_trusted: null,
            },
          ],
        },
      }),
    });
    render(OpinionCard, { props: { target: TARGET, name: "contrat.pdf" } });
    expect(host.calls).toEqual([]);
    await userEvent.click(screen.getByText("Demander aussi l’avis d’un prestataire"));
    const leaves = await screen.findByTestId("opinion-leaves");
    expect(leaves.textContent).toMatch(/contrat\.pdf.*envoyé en entier à Openapi/u);
    expect(host.calls.map(([command]) => command)).not.toContain("judge_document");
    await userEvent.click(screen.getByTestId("opinion-ask"));
    expect(await screen.findByText(/n’est pas bon/u)).toBeTruthy();
    expect(screen.getByTestId("opinion-facts").textContent).toMatch(/Amélie Bérard.*altérée.*VALID/su);
    expect(host.calls.at(-1)).toEqual([
      "judge_document",
      { target: TARGET, account: "openapi", certificate: null },
    ]);
  });

  it("wants the certificate first where the service compares with it", async () => {
    const host = fakeHost({
      list_accounts: () => accounts("document_and_certificate") as never,
      judge_document: () => ({
        account: "gesdocs",
        provider: "gesdocs",
        opinion: { ...nothing, holds: true, message: "Signature valid.", compared: [["hash_of_doc", "3f"]] },
      }),
    });
    render(OpinionCard, { props: { target: TARGET, name: "contrat.pdf" } });
    await userEvent.click(screen.getByText("Demander aussi l’avis d’un prestataire"));
    expect(await screen.findByTestId("opinion-ask")).toHaveProperty("disabled", true);
    host.picked = ["/d/certificat.pdf"];
    await userEvent.click(screen.getByTestId("opinion-certificate"));
    await userEvent.click(screen.getByTestId("opinion-ask"));
    expect(await screen.findByText(/Signature valid\./u)).toBeTruthy();
    expect(host.calls.at(-1)?.[1]).toEqual({
      target: TARGET,
      account: "gesdocs",
      certificate: "/d/certificat.pdf",
    });
  });

  it("is not asked for without an account that gives one", async () => {
    fakeHost({ list_accounts: () => accounts("never") as never });
    render(OpinionCard, { props: { target: TARGET, name: "contrat.pdf" } });
    await userEvent.click(screen.getByText("Demander aussi l’avis d’un prestataire"));
    expect(await screen.findByText(/GesDocs et Openapi le font/u)).toBeTruthy();
    expect(screen.queryByTestId("opinion-ask")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Ajouter un compte" }));
    expect(navigation.screen).toEqual({ name: "settings", section: "accounts" });
  });
});
