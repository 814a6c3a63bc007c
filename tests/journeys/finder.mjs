// Finds visible elements by role and accessible name inside the page: enough of the ARIA rules for our own screens.

export const finder = `
const ROLES = {
  button: 'button, [role=button], summary, input[type=submit]',
  link: 'a[href], [role=link]',
  textbox: 'input:not([type]), input[type=text], input[type=search], input[type=email], input[type=tel], input[type=password], textarea, [role=textbox]',
  searchbox: 'input[type=search], [role=searchbox]',
  spinbutton: 'input[type=number], [role=spinbutton]',
  checkbox: 'input[type=checkbox], [role=checkbox], [role=switch]',
  radio: 'input[type=radio], [role=radio]',
  combobox: 'select, [role=combobox]',
  tab: '[role=tab]', option: '[role=option]', row: 'tr, [role=row]', listitem: 'li, [role=listitem]',
  heading: 'h1, h2, h3, [role=heading]', dialog: 'dialog[open], [role=dialog]', status: '[role=status]', alert: '[role=alert]',
  region: 'section[aria-label], section[aria-labelledby], [role=region]', img: 'img, [role=img]',
};
function nameOf(element) {
  const by = element.getAttribute('aria-labelledby');
  if (by) return by.split(/\\s+/).map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim();
  const label = element.getAttribute('aria-label');
  if (label) return label.trim();
  if (element.labels?.length) return [...element.labels].map((l) => l.textContent).join(' ').trim();
  if (element.alt) return element.alt;
  const text = (element.innerText ?? element.textContent ?? '').trim();
  return text || element.getAttribute('title') || element.getAttribute('placeholder') || '';
}
function visible(element) {
  if (element.closest('[inert], [hidden], [aria-hidden=true]')) return false;
  const style = getComputedStyle(element);
  return style.visibility !== 'hidden' && style.display !== 'none' && element.getClientRects().length > 0;
}
function find(role, source) {
  const plain = (text) => text.replace(/[\\u2066-\\u2069]/g, '').replace(/[\\u00a0\\u202f]/g, ' ').replace(/\\s+/g, ' ').trim();
  const pattern = new RegExp(source.replace(/[\\u00a0\\u202f]/g, ' '), 'u');
  const dialogs = [...document.querySelectorAll('dialog[open]')];
  const root = dialogs.at(-1) ?? document;
  return [...root.querySelectorAll(ROLES[role] ?? '[role=' + role + ']')].filter((e) => visible(e) && pattern.test(plain(nameOf(e))));
}
`;
