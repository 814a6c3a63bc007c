import type { Finding } from "./bindings/Finding";
import { sentence } from "./i18n";
import { formatBytes, formatList } from "./i18n/format";

/** What a pre-flight finding means, and what to do, in one line. */
export function findingSentence(finding: Finding): string {
  return sentence(`finding-${finding.code.replaceAll("_", "-")}`, facts(finding)) ?? finding.code;
}

/** `n` is what is counted, `pages` a list of page numbers, `size` a file size. */
function facts(finding: Finding): Record<string, string | number> {
  switch (finding.code) {
    case "already_signed":
      return { n: finding.signatures };
    case "certified":
      return { permission: finding.permission };
    case "encrypted":
    case "hybrid_xref":
    case "java_script":
    case "repaired":
    case "trailing_bytes":
    case "xfa":
      return {};
    case "large_file":
      return { size: formatBytes(finding.bytes) };
    case "odd_boxes":
    case "rotated":
      return { n: finding.pages.length, pages: formatList(finding.pages.map(String)) };
    case "unsigned_fields":
      return { n: finding.fields };
  }
}
