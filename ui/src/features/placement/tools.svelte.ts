import type { Document } from "../../bindings/Document";
import type { DraftRecipient } from "../../bindings/DraftRecipient";
import type { Field } from "../../bindings/Field";
import type { FieldKind } from "../../bindings/FieldKind";
import type { RecipientId } from "../../bindings/RecipientId";
import type { ViewRect } from "../../bindings/ViewRect";
import { announce } from "../../announce.svelte";
import { t } from "../../i18n";
import { formatList } from "../../i18n/format";
import { freeSpot } from "../../model/free_spot";
import { drawnRect, fitRect, rectAround, type Point, type Size } from "../../model/geometry";
import { newFieldId, newGroupId } from "../../model/ids";
import { isRequiredAtFirst, labelUse, SMALLEST, USUAL } from "../../model/kinds";
import { addField, together } from "../../model/operations";
import type { Sheet } from "../../model/page_list";
import { isPreset, kindsOf, piecesWithin, presetSize, type Tool } from "../../model/tools";
import { toast } from "../../widgets/toasts.svelte";
import { presetWords, toolName } from "./names";
import type { Placement } from "./placement.svelte";
import type { Taken } from "./taken";

/** What a page says of a new box beside its place. */
export interface Wanted {
  tool: Tool;
  /** What is printed before it or asked of the signer. */
  label?: string;
}

/** The palette: which tool is in the hand, and what it puts onto a page. Whatever it is, it is one step to take back. */
export class Tools {
  /** The next press on a page places what this makes. */
  inHand = $state<Tool | null>(null);
  /** The page for which a signer is being chosen. */
  choosing = $state.raw<Sheet | null>(null);
  /** What the chosen account takes; null as long as nobody knows: then everything is offered. */
  taken: () => Taken | null = $state.raw(() => null);
  readonly #sizes = new Map<FieldKind, Size>();

  constructor(readonly placement: Placement) {}

  /** What would be placed now: the tool in hand, else a signature. */
  get tool(): Tool {
    return this.inHand ?? "signature";
  }

  takes(kind: FieldKind): boolean {
    return this.taken()?.kinds.includes(kind) ?? true;
  }

  /** Why the chosen account cannot do with a tool; null when it can. */
  reason(tool: Tool): string | null {
    const lacking = kindsOf(tool).filter((kind) => !this.takes(kind));
    if (lacking.length === 0) return null;
    return t("placement-lacking", {
      account: this.taken()?.account ?? "",
      kinds: formatList(lacking.map((kind) => toolName(kind))),
    });
  }

  arm(tool: Tool = "signature"): void {
    const { placement } = this;
    const { signer } = placement;
    if (!signer) return placement.nobody();
    const reason = this.reason(tool);
    if (reason !== null) return void toast(reason);
    this.inHand = this.inHand === tool ? null : tool;
    placement.ghost = null;
    const name = toolName(tool);
    announce(
      this.inHand === null
        ? t("placement-disarmed", { tool: name })
        : t("placement-armed", { tool: name, name: placement.nameOf(signer.id) }),
    );
  }

  /** As large as the last one of its kind, drawn here or found in the draft; else as large as is usual. */
  sizeOf(tool: Tool): Size {
    if (isPreset(tool)) return presetSize(tool);
    const last = this.placement.view?.fields.findLast(({ kind }) => kind === tool)?.placement.rect;
    const { width, height } = this.#sizes.get(tool) ?? last ?? USUAL[tool];
    return { width, height };
  }

  remember(kind: FieldKind, { width, height }: Size): void {
    this.#sizes.set(kind, { width, height });
  }

  /** A new box around a point of a page. */
  placeAt(sheet: Sheet, point: Point, tool: Tool = this.tool): Promise<void> {
    return this.add(sheet, rectAround(point, this.sizeOf(tool), sheet.size), this.placement.signer, { tool });
  }

  /** A new box drawn between two points. */
  draw(sheet: Sheet, from: Point, to: Point): Promise<void> {
    const { tool } = this;
    const rect = drawnRect(from, to, sheet.size, smallestOf(tool));
    return this.add(sheet, rect, this.placement.signer, { tool });
  }

  ghostAt(sheet: Sheet, point: Point, tool: Tool = this.tool): void {
    const rect = rectAround(point, this.sizeOf(tool), sheet.size);
    this.placement.ghost = { field: null, sheet: sheet.index, rect };
  }

  ghostBetween(sheet: Sheet, from: Point, to: Point): void {
    const rect = drawnRect(from, to, sheet.size, smallestOf(this.tool));
    this.placement.ghost = { field: null, sheet: sheet.index, rect };
  }

  /** Enter on a page: at once for a single signer, else the person says for whom. */
  placeOn(sheet: Sheet): void {
    const { signers } = this.placement;
    const [only] = signers;
    if (!only) this.placement.nobody();
    else if (signers.length === 1) void this.placeFreely(sheet, only.id);
    else this.choosing = sheet;
  }

  /** A new box at a free spot of a page. */
  async placeFreely(sheet: Sheet, recipient: RecipientId): Promise<void> {
    const { placement, tool } = this;
    this.choosing = null;
    placement.chooseSigner(recipient);
    const person = placement.signers.find(({ id }) => id === recipient) ?? null;
    const taken = placement.on(sheet).map((field) => field.placement.rect);
    // A place made to sign on is better than any that is merely free.
    const found = placement.suggestions.on(sheet).find(({ place }) => place.kind === tool);
    const size = this.sizeOf(tool);
    const rect = found?.place.rect ?? freeSpot(size, sheet.size, taken, await placement.linesOf(sheet));
    await this.add(sheet, rect, person, { tool });
  }

  async add(
    sheet: Sheet,
    rect: ViewRect,
    person: DraftRecipient | null,
    wanted: Wanted = { tool: "signature" },
  ): Promise<void> {
    const { placement } = this;
    const { tool } = wanted;
    this.inHand = null;
    const document = placement.view?.documents[sheet.document];
    if (!document) return;
    if (!person) return placement.nobody();
    const fields = made(wanted, rect, { sheet, document: document.id, recipient: person.id });
    const added = await placement.desk.apply(together(fields.map(addField)));
    placement.ghost = null;
    const [first] = fields;
    if (!added || !first) return;
    if (!isPreset(tool)) this.remember(tool, rect);
    placement.onchosen();
    const name = placement.nameOf(person.id);
    const said = t("placement-placed", { tool: toolName(tool), name, page: sheet.page });
    announce(placement.remarks.said(first.id, said));
    // Who has signed is followed by who has not in this document; a date goes beside the signature of the same person.
    const next = tool === "signature" ? placement.withoutBox(document.id) : null;
    placement.proposeSigner(next ?? person.id);
    await placement.focus(first.id);
  }
}

function smallestOf(tool: Tool): Size {
  return isPreset(tool) ? presetSize(tool) : SMALLEST[tool];
}

interface Where {
  sheet: Sheet;
  document: Document["id"];
  recipient: RecipientId;
}

/** The boxes of a tool within a rectangle; several are a group. */
function made({ tool, label = "" }: Wanted, rect: ViewRect, { sheet, ...owner }: Where): Field[] {
  const pieces = isPreset(tool) ? piecesWithin(tool, rect) : [{ kind: tool, words: null, rect }];
  const group = pieces.length > 1 ? newGroupId() : null;
  return pieces.map(({ kind, words, rect: part }) => ({
    id: newFieldId(),
    ...owner,
    kind,
    placement: { page: sheet.page, rect: fitRect(part, sheet.size) },
    label: words ? presetWords(words) : labelUse(kind) === "none" ? "" : label,
    required: isRequiredAtFirst(kind),
    group,
  }));
}
