import type { EnvelopeView } from "../bindings/EnvelopeView";
import type { RecipientView } from "../bindings/RecipientView";
import { t } from "../i18n";

/** What is said of the link of somebody who could sign now and for whom none came; null where nothing is missing. */
export function missingLink({ sent_with }: EnvelopeView, { missing_link }: RecipientView): string | null {
  return missing_link && t(`link-missing-${missing_link}`, { account: sent_with?.account ?? "" });
}
