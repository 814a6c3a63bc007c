import { screen } from "@testing-library/svelte";
import type { BatchCheckView } from "../../bindings/BatchCheckView";
import type { BatchId } from "../../bindings/BatchId";
import type { BatchLineView } from "../../bindings/BatchLineView";
import type { BatchView } from "../../bindings/BatchView";
import type { DraftId } from "../../bindings/DraftId";
import type { EnvelopeId } from "../../bindings/EnvelopeId";
import type { LineFinding } from "../../bindings/LineFinding";
import type { FakeHost } from "../../test_host";

export const draft = "drf_1" as DraftId;
export const batch = "bat_1" as BatchId;

export const finding = (change: Partial<LineFinding>): LineFinding => ({
  column: 1,
  sentence: { id: "problem-email-invalid", params: {} },
  suggestion: null,
  weight: "blocks",
  ...change,
});

/** Whoever has no « @ » is to be put right; « gmial » is only pointed out. */
export function judge(rows: readonly (readonly string[])[]): BatchCheckView {
  const lines = rows.map(([name = "", email = ""]) => ({
    title: `Bail ${name}`,
    name,
    findings: [
      ...(email.includes("@") ? [] : [finding({ suggestion: "c@ex.fr" })]),
      ...(email.includes("gmial")
        ? [
            finding({
              weight: "warns",
              sentence: { id: "problem-line-email-typo", params: { suggestion: "b@gmail.com" } },
            }),
          ]
        : []),
    ],
  }));
  const to_correct = lines.filter(({ findings }) =>
    findings.some(({ weight }) => weight === "blocks"),
  ).length;
  return { general: [], lines, ready: lines.length - to_correct, to_correct };
}

export function line(number: number, change: Partial<BatchLineView> = {}): BatchLineView {
  const envelope = `env_${number}` as EnvelopeId;
  return {
    number,
    cells: [`P${number}`, `p${number}@ex.fr`],
    name: `P${number}`,
    title: `Bail P${number}`,
    envelope,
    status: "sent",
    findings: [],
    ...change,
  };
}

export function batchView(change: Partial<BatchView> = {}): BatchView {
  return {
    each: "person",
    id: batch,
    title: "Bail …",
    account: "local",
    progress: "running",
    trouble: null,
    counts: { lines: 3, waiting: 1, to_correct: 1, open: 1, completed: 0, failed: 0, closed: 0 },
    can_go_again: 0,
    headers: ["Nom", "E-mail"],
    columns: ["last_name", "email"],
    lines: [
      line(1),
      line(2, { envelope: null, status: null }),
      line(3, { envelope: null, status: null, findings: [finding({})], cells: ["P3", "rien"] }),
    ],
    can_delete: false,
    request: { title: "Bail {{lot}}", recipients: [], documents: [] },
    created_at: 0,
    ...change,
  };
}

/** As a person reads it: without the marks that keep directions apart, with plain blanks. */
export const plain = (text: string | null | undefined) =>
  (text ?? "")
    .replace(/[\u2066-\u2069]/g, "")
    .replace(/[\u202f\u00a0]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
export const words = (id: string) => plain(screen.getByTestId(id).textContent);
export const asked = (host: FakeHost, command: string) =>
  host.calls.filter(([name]) => name === command).map(([, params]) => params);
