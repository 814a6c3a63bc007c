import type { ViewRect } from "../bindings/ViewRect";

/** What of a line a box must hide before it hides words: a touch of the edge hides nothing. In points, and as a share. */
const LEAST_WIDTH = 9;
const LEAST_SHARE = 0.4;

/** Whether a box would stand over printed text. A signature over text makes readers doubt what was signed. */
export function coversText(box: ViewRect, lines: readonly ViewRect[]): boolean {
  return lines.some((line) => {
    const width = Math.min(box.x + box.width, line.x + line.width) - Math.max(box.x, line.x);
    const height = Math.min(box.y + box.height, line.y + line.height) - Math.max(box.y, line.y);
    return width >= Math.min(LEAST_WIDTH, line.width) && width > 0 && height > line.height * LEAST_SHARE;
  });
}
