// The accessibility tree of a part of the page as text: role, name and states, as the document gives them. The engine's
// own tree cannot be read over WebDriver; this follows the rules our screens use, no more.

export const tree = `
const IMPLICIT = { A: "link", ARTICLE: "article", ASIDE: "complementary", BUTTON: "button", DIALOG: "dialog", FIELDSET: "group",
  FIGURE: "figure", FOOTER: "contentinfo", FORM: "form", H1: "heading", H2: "heading", H3: "heading", HEADER: "banner", IMG: "img", LI: "listitem",
  MAIN: "main", NAV: "navigation", OL: "list", OPTION: "option", P: "paragraph", SECTION: "region", SELECT: "combobox", SUMMARY: "button",
  TABLE: "table", TD: "cell", TEXTAREA: "textbox", TH: "columnheader", TR: "row", UL: "list" };
const INPUTS = { checkbox: "checkbox", number: "spinbutton", radio: "radio", search: "searchbox" };
const NAMED_BY_CONTENT = new Set(["button", "cell", "columnheader", "heading", "link", "listitem", "option", "paragraph", "tab"]);
/** Nothing of their own to be heard without a name. */
const ONLY_NAMED = new Set(["banner", "complementary", "contentinfo", "figure", "form", "group", "region"]);
const plain = (text) => (text ?? "").replace(/[\\u2066-\\u2069]/g, "").replace(/[\\u00a0\\u202f]/g, " ").replace(/\\s+/g, " ").trim();
const byIds = (ids) => plain(ids.split(/\\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" "));
function roleOf(e) {
  const given = e.getAttribute("role");
  if (given) return given === "presentation" || given === "none" ? null : given;
  if (e.tagName === "INPUT") return INPUTS[e.type] ?? "textbox";
  if (e.tagName === "A" && !e.href) return null;
  return IMPLICIT[e.tagName] ?? null;
}
function nameOf(e, role) {
  const by = e.getAttribute("aria-labelledby");
  if (by) return byIds(by);
  const label = e.getAttribute("aria-label");
  if (label) return plain(label);
  if (e.labels?.length) return plain([...e.labels].map((one) => spoken(one)).join(" "));
  if (e.tagName === "FIELDSET") return plain(e.querySelector("legend")?.textContent);
  if (e.tagName === "IMG") return plain(e.alt);
  if (NAMED_BY_CONTENT.has(role)) return plain(spoken(e));
  return plain(e.getAttribute("title") ?? e.getAttribute("placeholder") ?? "");
}
function hidden(e) {
  if (e.closest("[aria-hidden=true], [inert], [hidden]")) return true;
  const style = getComputedStyle(e);
  return style.display === "none" || style.visibility === "hidden";
}
function spoken(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || hidden(node)) return "";
  const label = node.getAttribute("aria-label");
  if (label) return " " + label + " ";
  if (node.matches("input, select, textarea")) return "";
  return [...node.childNodes].map(spoken).join(" ");
}
function statesOf(e) {
  const states = [];
  if (/^H[1-6]$/.test(e.tagName)) states.push("level " + e.tagName[1]);
  if (e.matches("input[type=checkbox], input[type=radio]")) states.push(e.checked ? "checked" : "not checked");
  if (e.disabled) states.push("disabled");
  for (const name of ["checked", "current", "expanded", "haspopup", "invalid", "pressed", "required", "selected"]) {
    const value = e.getAttribute("aria-" + name);
    if (value !== null && value !== "false") states.push(name + (value === "true" ? "" : " " + value));
    else if (value === "false" && ["expanded", "pressed", "checked"].includes(name)) states.push("not " + name);
  }
  if (e.matches("input:not([type=checkbox], [type=radio]), textarea")) states.push("« " + plain(e.value) + " »");
  if (e.tagName === "SELECT") states.push("« " + plain(e.selectedOptions[0]?.textContent) + " »");
  const keys = e.getAttribute("aria-keyshortcuts");
  if (keys) states.push("keys " + keys);
  const described = e.getAttribute("aria-describedby");
  if (described && byIds(described)) states.push("described « " + byIds(described) + " »");
  if (document.activeElement === e) states.push("focused");
  return states.length > 0 ? " [" + states.join(", ") + "]" : "";
}
function linesOf(node, depth, out) {
  if (node.nodeType === Node.TEXT_NODE) {
    if (plain(node.data)) out.push("  ".repeat(depth) + "text " + JSON.stringify(plain(node.data)));
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE || hidden(node) || node.tagName === "LABEL" || node.tagName === "LEGEND") {
    // A label's words are its control's name; what it holds stands by itself.
    if (node.tagName === "LABEL" && !hidden(node)) for (const one of node.querySelectorAll("input, select, textarea")) linesOf(one, depth, out);
    return;
  }
  // A page's own words: that they are there, and in which order they begin.
  if (node.dataset.testid === "page-text") {
    out.push("  ".repeat(depth) + "text of the page, begins " + JSON.stringify(plain(node.textContent).slice(0, 40)));
    return;
  }
  const role = roleOf(node);
  const name = role ? nameOf(node, role) : "";
  const shown = role !== null && !(ONLY_NAMED.has(role) && name === "") && !(role === "img" && name === "");
  if (shown) out.push("  ".repeat(depth) + role + (name ? " " + JSON.stringify(name) : "") + statesOf(node));
  if (node.tagName === "SELECT" || node.tagName === "TEXTAREA") return;
  // What is named by its content says it once; only controls within stand on lines of their own.
  if (shown && NAMED_BY_CONTENT.has(role) && !node.hasAttribute("aria-label")) {
    for (const child of node.children) controlsOf(child, depth + 1, out);
    return;
  }
  if (shown && role === "button") return;
  for (const child of node.childNodes) linesOf(child, depth + (shown ? 1 : 0), out);
}
function controlsOf(node, depth, out) {
  const role = hidden(node) ? null : roleOf(node);
  if (role !== null && (node.matches("a[href], button, input, select, textarea") || ["list", "group", "application"].includes(role))) linesOf(node, depth, out);
  else for (const child of node.children) controlsOf(child, depth, out);
}
function treeOf(root) {
  const out = [];
  linesOf(root, 0, out);
  return out.join("\\n") + "\\n";
}
`;
