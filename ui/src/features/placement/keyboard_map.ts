/** The keyboard map as shown: ids of sentences, each with its keys as attribute. */
export const KEYBOARD_MAP = [
  {
    title: "keys-group-box",
    rows: [
      "keys-move",
      "keys-move-more",
      "keys-resize",
      "keys-move-page",
      "keys-assign",
      "keys-describe",
      "keys-jump",
      "keys-duplicate",
      "keys-copy",
      "keys-repeat",
      "keys-delete",
      "keys-announce",
    ],
  },
  {
    title: "keys-group-several",
    rows: [
      "keys-choose-more",
      "keys-choose-all",
      "keys-choose-all-of",
      "keys-align",
      "keys-centre",
      "keys-distribute",
      "keys-same",
      "keys-group",
    ],
  },
  {
    title: "keys-group-page",
    rows: [
      "keys-place",
      "keys-accept",
      "keys-tool",
      "keys-tools",
      "keys-next-box",
      "keys-cancel",
      "keys-turn",
      "keys-go-to",
      "keys-help",
    ],
  },
  {
    title: "keys-group-window",
    rows: ["keys-undo", "keys-redo", "keys-pane", "keys-problem"],
  },
  {
    title: "keys-group-zoom",
    rows: ["keys-zoom", "keys-fit-page", "keys-fit-width", "keys-actual", "keys-wheel", "keys-pan"],
  },
] as const;
