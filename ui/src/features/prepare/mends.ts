import type { DraftProblem } from "../../bindings/DraftProblem";
import { t } from "../../i18n";
import type { Preparation } from "./preparation.svelte";

/** A choice that puts a problem right. */
export interface Mend {
  label: string;
  testid: string;
  run: () => Promise<void>;
}

/** What puts a problem right where it is told; only where it is a choice, never a repair behind somebody's back. */
export function mendOf(preparation: Preparation, problem: DraftProblem): Mend | null {
  if (problem.code === "field_doubtful") {
    const run = () => preparation.confirmBox(problem.field);
    return { label: t("prepare-box-right"), testid: "box-right", run };
  }
  if (problem.code === "signer_without_field") {
    const run = () => preparation.setVisibility(problem.recipient, "invisible");
    return { label: t("prepare-invisible"), testid: "sign-invisibly", run };
  }
  return null;
}
