/**
 * Copy text. A plain-http intranet has no clipboard API, so there the text is shown, selected.
 * @param {string} text
 * @param {HTMLDialogElement} dialog holds a textarea
 * @returns {Promise<boolean>} whether it has been copied
 */
export async function copyText(text, dialog) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Not there, or not allowed: let the reader copy it.
  }
  const area = dialog.querySelector("textarea");
  area.value = text;
  // Nothing of the case stays in the page once the box is closed.
  dialog.addEventListener("close", () => (area.value = ""), { once: true });
  dialog.showModal();
  area.focus();
  area.select();
  return false;
}

/**
 * A table as lines of cells with tabs between, which a sheet or a document takes as a table.
 * @param {HTMLTableElement} table
 */
export function tableText(table) {
  const cell = ({ textContent }) => textContent.replaceAll(/\s+/g, " ").trim();
  return [...table.rows].map(({ cells }) => [...cells].map(cell).join("\t")).join("\n");
}
