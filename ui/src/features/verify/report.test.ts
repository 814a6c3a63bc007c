import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { AcrobatMark } from "../../bindings/AcrobatMark";
import type { EnvelopeId } from "../../bindings/EnvelopeId";
import type { VerifyTarget } from "../../bindings/VerifyTarget";
import { setLanguage } from "../../i18n";
import { navigation } from "../../navigation.svelte";
import { fakeHost } from "../../test_host";
import { digest, verificationView } from "../../test_views";
import AcrobatCard from "./AcrobatCard.svelte";
import OriginCard from "./OriginCard.svelte";
import ReportActions from "./ReportActions.svelte";
import Verification from "./Verification.svelte";

const TARGET: VerifyTarget = { type: "file", path: "/d/contrat.pdf", password: null };

beforeEach(() => setLanguage("fr"));

describe("keeping a report", () => {
  it("writes the kind that was asked for where the person says, and tells where it is", async () => {
    const host = fakeHost({
      save_verification_report: ({ path }) => ({ path, sha256: digest("1a") }),
    });
    render(ReportActions, { props: { target: TARGET, name: "contrat.pdf" } });
    host.picked = ["/d/rapport.html"];
    await userEvent.click(screen.getByRole("button", { name: /page HTML/ }));
    const asked = { target: TARGET, path: "/d/rapport.html" };
    expect(host.calls).toEqual([["save_verification_report", { ...asked, language: "fr" }]]);
    expect(await screen.findByText(/\/d\/rapport\.html/)).toBeTruthy();
  });

  it("writes it in the language of whoever it is for", async () => {
    const host = fakeHost({
      save_verification_report: ({ path }) => ({ path, sha256: digest("1a") }),
    });
    render(ReportActions, { props: { target: TARGET, name: "contrat.pdf" } });
    host.picked = ["/d/rapporto.pdf"];
    await userEvent.selectOptions(screen.getByLabelText("Langue du rapport"), "Italiano");
    await userEvent.click(screen.getByRole("button", { name: /rapport PDF/ }));
    const asked = { target: TARGET, path: "/d/rapporto.pdf", language: "it" };
    expect(host.calls).toEqual([["save_verification_report", asked]]);
  });

  it("writes nothing when the dialog was closed, and says what went wrong otherwise", async () => {
    const refused = { code: "refused", message: "error-same-file", params: { path: "/d/a.pdf" }, detail: "" };
    const host = fakeHost({ save_verification_report: () => Promise.reject(refused) });
    render(ReportActions, { props: { target: TARGET, name: "contrat.pdf" } });
    await userEvent.click(screen.getByRole("button", { name: /rapport PDF/ }));
    expect(host.calls).toEqual([]);
    host.picked = ["/d/a.pdf"];
    await userEvent.click(screen.getByRole("button", { name: /rapport PDF/ }));
    expect(await screen.findByRole("alert")).toBeTruthy();
  });
});

describe("what Acrobat will show", () => {
  const marks: [AcrobatMark, string, RegExp][] = [
    ["valid", "verdict-acrobat-valid", /Coche verte/],
    ["certified", "verdict-acrobat-certified", /Ruban bleu/],
    ["problems", "verdict-acrobat-self-made", /Triangle jaune/],
    ["invalid", "verdict-acrobat-invalid", /Croix rouge/],
    ["unknown", "verdict-acrobat-unlisted", /ne peut pas le savoir/],
    ["none", "verdict-acrobat-none", /Aucun signe/],
  ];
  it.each(marks)("%s: the mark by name, and why", (mark, id, word) => {
    const params = { issuer: "CA de test", name: "Amélie Bérard" };
    const { container } = render(AcrobatCard, { view: { mark, sentence: { id, params } } });
    expect(container.textContent).toMatch(word);
    expect(container.textContent).not.toContain("verdict-acrobat");
  });
});

describe("what the history knows", () => {
  it("says that a name is no proof, and leads to the request", async () => {
    const params = { title: "Bail", time: "12/11/2026 14:32 (UTC+1)" };
    render(OriginCard, {
      view: {
        kind: "name_only",
        envelope: "env_7" as EnvelopeId,
        sentence: { id: "verdict-origin-name-only", params },
        sent_bytes: null,
      },
      oncompare: vi.fn(),
    });
    expect(screen.getByText(/ce n’est pas le même fichier/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button"));
    expect(navigation.screen).toEqual({ name: "envelope", envelope: "env_7" });
  });

  it("is silent where it knows nothing", () => {
    fakeHost({});
    render(Verification, {
      props: { view: verificationView("valid", "verdict-sentence-valid"), target: TARGET },
    });
    expect(screen.queryByTestId("origin")).toBeNull();
    expect(screen.getByTestId("acrobat")).toBeTruthy();
  });
});
