import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Answer } from "../../bindings/Answer";
import type { EnvelopeId } from "../../bindings/EnvelopeId";
import type { Verdict } from "../../bindings/Verdict";
import { announcer } from "../../announce.svelte";
import { setLanguage } from "../../i18n";
import { navigation } from "../../navigation.svelte";
import { cache } from "../../query.svelte";
import { fakeHost } from "../../test_host";
import { documentView, signatureView, verificationView } from "../../test_views";
import SignatureCard from "./SignatureCard.svelte";
import TrustSheet from "./TrustSheet.svelte";
import Verification from "./Verification.svelte";
import VerdictCard from "./VerdictCard.svelte";
import { answerWord, canTrust, signatureLook } from "./verdicts";
import VerifyScreen from "./VerifyScreen.svelte";

const VERDICTS: [Verdict, string, string, string][] = [
  ["valid", "verdict-sentence-valid", "Signature valide", "Certigna"],
  ["identity_to_confirm", "verdict-sentence-identity", "Document intact, identité à confirmer", "certificat"],
  [
    "identity_to_confirm",
    "verdict-sentence-removed",
    "Signature retirée du document affiché",
    "ne contient plus",
  ],
  ["identity_to_confirm", "verdict-sentence-unchecked", "Signature impossible à contrôler ici", "sait pas"],
  ["broken", "verdict-sentence-changed", "Document modifié ou signature invalide", "pages"],
  ["identity_to_confirm", "verdict-sentence-lost", "Signature abîmée, impossible à contrôler", "traces"],
  ["no_signature", "verdict-sentence-none", "Aucune signature électronique", "image"],
];

beforeEach(() => {
  setLanguage("fr");
  cache.clear();
});

describe("the verdict card", () => {
  it.each(VERDICTS)("%s: a title, a sentence, the file, an icon", (verdict, sentence, title, part) => {
    const { container } = render(VerdictCard, { view: verificationView(verdict, sentence) });
    expect(screen.getByRole("heading", { name: title })).toBeTruthy();
    expect(container.textContent).toContain(part);
    expect(container.textContent).toContain("contrat.pdf");
    expect(container.querySelector("svg")).not.toBeNull();
  });

  it("shows an id it does not know rather than nothing", () => {
    const { container } = render(VerdictCard, { view: verificationView("valid", "verdict-of-tomorrow") });
    expect(container.textContent).toContain("verdict-of-tomorrow");
  });
});

it("a verdict that stays the same is said once", async () => {
  const said = vi.spyOn(announcer, "say");
  fakeHost({});
  const view = verificationView("valid", "verdict-sentence-valid");
  const target = { type: "file", path: "contrat.pdf", password: null } as const;
  const { rerender } = render(Verification, { props: { view, target } });
  await rerender({ view: { ...view } });
  expect(said.mock.calls.filter(([sentence]) => sentence.startsWith("Signature valide"))).toHaveLength(1);
});

describe("a signature card", () => {
  it("answers each question in words, for the ears too", () => {
    render(SignatureCard, {
      signature: signatureView("broken"),
      number: 1,
      ontrust: vi.fn(),
      oncompare: vi.fn(),
    });
    const question = screen.getByText(/Contenu intact/);
    const answer = question.nextElementSibling as HTMLElement;
    expect(within(answer).getByText("Non")).toBeTruthy();
    expect(answer.textContent).toContain("ne correspond plus");
    expect(screen.getByText(/une signature ou un champ rempli/)).toBeTruthy();
  });

  it("remarks beside the name what it is written with", () => {
    const letters = { words: "M\u0430rtin", letters: "\u0430 (U+0430)" };
    const remarks = [{ id: "finding-name-mixes-alphabets", params: letters }];
    const signature = { ...signatureView("valid"), remarks };
    render(SignatureCard, { signature, number: 1, ontrust: vi.fn(), oncompare: vi.fn() });
    expect(screen.getByText(/lettres d’un autre alphabet/).textContent).toContain("U+0430");
  });

  it("says no « yes » to a question that does not ask for one", () => {
    const signature = signatureView("valid");
    render(SignatureCard, { signature, number: 1, ontrust: vi.fn(), oncompare: vi.fn() });
    const heard = (question: RegExp) =>
      screen.getByText(question).nextElementSibling?.querySelector(".visually-hidden")?.textContent ?? null;
    expect([heard(/Contenu intact/), heard(/Est-il resté tel quel depuis/), heard(/Qui a signé/)]).toEqual([
      "Oui",
      null,
      null,
    ]);
    expect(answerWord("who", "unknown")).toBe("unknown");
  });

  it("offers trust only where the identity is to be confirmed", () => {
    for (const [verdict, offered] of [
      ["valid", 0],
      ["broken", 0],
      ["identity_to_confirm", 1],
    ] as const) {
      const { unmount } = render(SignatureCard, {
        signature: signatureView(verdict),
        number: 1,
        ontrust: vi.fn(),
        oncompare: vi.fn(),
      });
      expect(screen.queryAllByTestId("trust")).toHaveLength(offered);
      unmount();
    }
  });
});

describe("trust in a certificate", () => {
  const doubted = signatureView("identity_to_confirm");
  const answering = (question: string, answer: Answer, id = "answer-who-unknown") => ({
    ...doubted,
    answers: [
      ...doubted.answers.filter((one) => one.question !== question),
      { question, answer, sentence: { id, params: {} } },
    ],
  });

  it("is offered where who signed is open, and nowhere it would change nothing", () => {
    expect(canTrust(doubted)).toBe(true);
    expect(canTrust({ ...doubted, certificate: null })).toBe(false);
    // Amber for another reason: a list overdue, a box that covers something.
    expect(canTrust(answering("who", "yes", "answer-who-listed"))).toBe(false);
    expect(canTrust(answering("unchanged", "unknown", "answer-unchanged-unknown"))).toBe(false);
    expect(canTrust(answering("certificate", "no", "answer-certificate-revoked"))).toBe(false);
    expect(canTrust(answering("certificate", "unknown", "answer-certificate-unknown"))).toBe(true);
  });
});

describe("the word on a signature", () => {
  it("names who signed only where that is what is open", () => {
    const signature = signatureView("identity_to_confirm");
    const known = {
      question: "who",
      answer: "yes",
      sentence: { id: "answer-who-trusted", params: {} },
    } as const;
    const others = { number: 1, ontrust: vi.fn(), oncompare: vi.fn() };
    const open = render(SignatureCard, { signature, ...others });
    expect(screen.getByText("Identité à confirmer")).toBeTruthy();
    open.unmount();
    render(SignatureCard, { signature: { ...signature, answers: [known] }, ...others });
    expect(screen.getByText("À vérifier")).toBeTruthy();
  });

  it("does not speak of who signed where something may hide what was signed", () => {
    const signature = signatureView("identity_to_confirm");
    const answering = (question: string, answer: Answer) => ({
      ...signature,
      answers: [
        ...signature.answers.filter((one) => one.question !== question),
        { question, answer, sentence: { id: `answer-${question}`, params: {} } },
      ],
    });
    const word = (view: typeof signature) => signatureLook(view).word;
    expect(word(answering("later_changes", "unknown"))).toBe("verify-word-doubt");
    expect(word(answering("unchanged", "unknown"))).toBe("verify-word-doubt");
    expect(word(answering("certificate", "no"))).toBe("verify-word-doubt");
    expect(word(answering("certificate", "unknown"))).toBe("verify-word-identity");
    expect(word({ ...answering("later_changes", "no"), verdict: "broken" })).toBe("verify-word-broken");
  });
});

describe("trusting a certificate", () => {
  it("needs the fingerprint to be compared first", async () => {
    const host = fakeHost({ add_trust: () => ({ anchors: [] }) });
    const onclose = vi.fn();
    render(TrustSheet, { signature: signatureView("identity_to_confirm"), onclose });
    const button = screen.getByRole<HTMLButtonElement>("button", { name: "Reconnaître" });
    expect(button.disabled).toBe(true);
    expect(screen.getByText(/a1b2 a1b2/)).toBeTruthy();
    await userEvent.click(screen.getByRole("checkbox"));
    await userEvent.click(button);
    expect(host.calls).toEqual([["add_trust", { type: "certificate", der: "AAAA" }]]);
    expect(onclose).toHaveBeenCalledOnce();
  });
});

describe("one's own certificate", () => {
  it("is trusted without comparing it with oneself", async () => {
    const host = fakeHost({ add_trust: () => ({ anchors: [] }) });
    const signature = { ...signatureView("identity_to_confirm"), own_identity: "cabinet" };
    render(TrustSheet, { signature, onclose: vi.fn() });
    expect(screen.queryByRole("checkbox")).toBeNull();
    expect(screen.getByTestId("trust-sheet").textContent).toContain("votre identité «\u202fcabinet");
    await userEvent.click(screen.getByRole("button", { name: "Reconnaître" }));
    expect(host.calls).toEqual([["add_trust", { type: "certificate", der: "AAAA" }]]);
  });
});

describe("the verification screen", () => {
  it("asks for the password of a protected file and uses it", async () => {
    const wrong = { code: "passwordNeeded", message: "error-password-needed", params: {}, detail: "" };
    fakeHost({
      verify_document: ({ target }) =>
        target.type === "file" && target.password === "secret"
          ? verificationView("valid", "verdict-sentence-valid")
          : Promise.reject(wrong),
    });
    const { rerender } = render(VerifyScreen, {
      props: { target: { type: "file", path: "/d/paie.pdf", password: null } },
    });
    const field = await screen.findByLabelText(/paie\.pdf/);
    expect(document.activeElement).toBe(field);
    await userEvent.type(field, "secret");
    await userEvent.click(screen.getByRole("button", { name: "Vérifier" }));
    const { screen: next } = navigation;
    if (next.name !== "verify") throw new Error(next.name);
    await rerender({ target: next.target });
    expect(await screen.findByTestId("verdict")).toBeTruthy();
  });

  it("says what to do before it offers reports", async () => {
    const view = verificationView("identity_to_confirm", "verdict-sentence-covered");
    fakeHost({ verify_document: () => view });
    render(VerifyScreen, { props: { target: { type: "file", path: "/d/contrat.pdf", password: null } } });
    const advice = await screen.findByTestId("advice");
    const actions = screen.getByTestId("report-actions");
    expect(advice.compareDocumentPosition(actions)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });

  it("calls a timestamp a timestamp", async () => {
    const both = verificationView("valid", "verdict-sentence-valid");
    const view = {
      ...both,
      signatures: [signatureView("valid"), { ...signatureView("valid"), signer: "Horodateur" }],
      report: { signatures: [{ kind: "approval" }, { kind: "document_timestamp" }] } as typeof both.report,
    };
    fakeHost({ verify_document: () => view });
    render(VerifyScreen, { props: { target: { type: "file", path: "/d/contrat.pdf", password: null } } });
    const cards = await screen.findAllByTestId("signature");
    const titles = cards.map((card) => within(card).getByRole("heading").textContent);
    expect(titles[0]).toMatch(/^Signature .?1.*Amélie Bérard/u);
    expect(titles[1]).toMatch(/^Horodatage .?2.*Horodateur/u);
    const asked = cards.map(
      (card) =>
        within(card)
          .queryAllByRole("term")
          .map(({ textContent }) => textContent)[2],
    );
    expect(asked).toEqual([
      expect.stringMatching(/^Qui a signé/u),
      expect.stringMatching(/^Qui atteste l’heure/u),
    ]);
  });

  it("doubts a valid signature over something else than one's own document, and shows what was sent", async () => {
    const view = verificationView("valid", "verdict-sentence-valid");
    const params = { title: "Bail", time: "12/11/2026 14:32 (UTC+1)", others: "no" };
    const sentence = { id: "verdict-origin-changed", params };
    const host = fakeHost({
      verify_document: () => ({
        ...view,
        unfinished: { id: "verdict-not-as-sent", params: {} },
        origin: { kind: "changed", envelope: "env_7" as EnvelopeId, sentence, sent_bytes: 815 },
      }),
      open_signed_version: () => ({ signed: documentView(), present: documentView() }),
      compare_pages: () => ({ type: "identical" }),
      close_signed_version: () => ({}),
    });
    const target = { type: "file", path: "/d/retour.pdf", password: null } as const;
    render(VerifyScreen, { props: { target } });
    const verdict = await screen.findByTestId("verdict");
    expect(verdict.className).toContain("warning");
    expect(within(verdict).getByTestId("unfinished").textContent).toContain("Comparez-le");
    await userEvent.click(screen.getByTestId("origin-compare"));
    expect(await screen.findByRole("heading", { name: "Ce qui a été envoyé" })).toBeTruthy();
    expect(host.calls).toContainEqual(["open_signed_version", { target, signed_bytes: 815 }]);
  });

  it("says beside a valid verdict that somebody has still to sign", async () => {
    const view = verificationView("valid", "verdict-sentence-valid");
    const params = { title: "Bail", signed: "1", people: "2" };
    fakeHost({
      verify_document: () => ({ ...view, unfinished: { id: "verdict-unfinished-running", params } }),
    });
    render(VerifyScreen, { props: { target: { type: "file", path: "/d/contrat.pdf", password: null } } });
    const verdict = await screen.findByTestId("verdict");
    expect(verdict.dataset["verdict"]).toBe("valid");
    expect(within(verdict).getByTestId("unfinished").textContent).toContain("1 signataire sur 2 a signé");
  });

  it("shows the pages beside the verdict and keeps the report folded", async () => {
    const view = { ...verificationView("valid", "verdict-sentence-valid"), document: documentView() };
    fakeHost({ verify_document: () => view });
    render(VerifyScreen, { props: { target: { type: "file", path: "/d/contrat.pdf", password: null } } });
    expect(await screen.findByTestId("pages")).toBeTruthy();
    expect(screen.getByTestId<HTMLDetailsElement>("report").open).toBe(false);
    expect(screen.getByTestId("report").textContent).toContain("INDETERMINATE");
  });
});
