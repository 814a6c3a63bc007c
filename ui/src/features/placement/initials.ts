import type { Field } from "../../bindings/Field";
import type { RecipientId } from "../../bindings/RecipientId";
import type { ViewRect } from "../../bindings/ViewRect";
import { announce } from "../../announce.svelte";
import { t } from "../../i18n";
import { newFieldId } from "../../model/ids";
import { initialsSpot, pagesWithoutMark } from "../../model/initials";
import { addField, removeField, together } from "../../model/operations";
import type { Placement } from "./placement.svelte";

/** How far a person's initials are through all pages. */
export interface InitialsState {
  /** Every page that is not signed by them has them. */
  everywhere: boolean;
  /** How many there are. */
  placed: number;
  /** How many pages have neither their initials nor their signature. */
  missing: number;
}

/** Initials on every page but those a person signs: one switch per person, one step to take back. */
export class Initials {
  constructor(readonly placement: Placement) {}

  stateOf(person: RecipientId): InitialsState {
    const missing = this.#missing(person).length;
    const placed = this.#placed(person).length;
    return { everywhere: placed > 0 && missing === 0, placed, missing };
  }

  async toggle(person: RecipientId): Promise<void> {
    const { placement } = this;
    const { everywhere, placed } = this.stateOf(person);
    if (everywhere) {
      const operations = this.#placed(person).map(({ id }) => removeField(id));
      placement.choice.drop();
      await placement.desk.remove(together(operations), t("placement-removed", { count: placed }));
      return;
    }
    const fields = this.#missing(person);
    if (fields.length === 0 || !(await placement.desk.apply(together(fields.map(addField))))) return;
    announce(t("placement-initials-placed", { count: fields.length, name: placement.nameOf(person) }));
  }

  #placed(person: RecipientId): Field[] {
    const fields = this.placement.view?.fields ?? [];
    return fields.filter(({ recipient, kind }) => recipient === person && kind === "initials");
  }

  /** A place printed for initials that nobody has taken. */
  #printed(document: number, page: number): ViewRect | null {
    const sheet = this.placement.viewer.list.find(document, page);
    const found = sheet ? this.placement.suggestions.on(sheet) : [];
    return found.find(({ place }) => place.kind === "initials")?.place.rect ?? null;
  }

  #missing(person: RecipientId): Field[] {
    const { placement } = this;
    const { documents = [], fields = [] } = placement.view ?? {};
    const number = placement.signers.findIndex(({ id }) => id === person);
    const size = placement.tools.sizeOf("initials");
    return documents.flatMap((document, at) => {
      if (document.locked) return [];
      const own = fields.filter((field) => field.document === document.id);
      return pagesWithoutMark(own, person, document.pages.length).flatMap((page): Field[] => {
        const paper = document.pages[page - 1];
        if (!paper || number < 0) return [];
        const printed = this.#printed(at, page);
        return [
          {
            id: newFieldId(),
            recipient: person,
            document: document.id,
            kind: "initials",
            placement: { page, rect: printed ?? initialsSpot(size, paper, number) },
            label: "",
            required: true,
            group: null,
          },
        ];
      });
    });
  }
}
