import { inARow } from "../../announce.svelte";
import { t, type MessageId } from "../../i18n";
import { around, type Placed } from "../../model/arrange";
import { spokenPlace } from "../../model/length";
import type { PresetWords, Tool } from "../../model/tools";
import type { Remark } from "../../model/remarks";

const TOOLS = {
  signature: "placement-tool-signature",
  initials: "placement-tool-initials",
  date: "placement-tool-date",
  name: "placement-tool-name",
  place: "placement-tool-place",
  text: "placement-tool-text",
  checkbox: "placement-tool-checkbox",
  block: "placement-tool-block",
  made_at: "placement-tool-made-at",
  approved: "placement-tool-approved",
  on_behalf: "placement-tool-on-behalf",
} as const satisfies Record<Tool, MessageId>;

const WORDS = {
  approved: "placement-words-approved",
  made_at: "placement-words-made-at",
  on_behalf: "placement-words-on-behalf",
  on_the: "placement-words-on-the",
} as const satisfies Record<PresetWords, MessageId>;

const REMARKS = {
  covers_box: "placement-remark-covers-box",
  covers_signature: "placement-remark-covers-signature",
  covers_text: "placement-remark-covers-text",
  outside: "placement-remark-outside",
  too_small: "placement-remark-too-small",
} as const satisfies Record<Remark, MessageId>;

/** What a tool and the box it makes are called. */
export function toolName(tool: Tool): string {
  return t(TOOLS[tool]);
}

/** The words a preset has printed or asks. */
export function presetWords(words: PresetWords): string {
  return t(WORDS[words]);
}

export function remarkText(remark: Remark): string {
  return t(REMARKS[remark]);
}

/** Where boxes stand: several as the one thing they are moved as, as far as they are on the page of the first. */
export function placeText(boxes: readonly Pick<Placed, "rect" | "sheet">[]): string {
  const [first, ...rest] = boxes.filter(({ sheet }) => sheet === boxes[0]?.sheet).map(({ rect }) => rect);
  if (!first) return "";
  const said = t("placement-position", spokenPlace(around([first, ...rest])));
  return rest.length === 0 ? said : inARow(t("placement-chosen", { count: rest.length + 1 }), said);
}
