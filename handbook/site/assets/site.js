/**
 * Small helps for every page: buttons for the menu and search, shortcuts that can be turned off,
 * and a notice on a page that is older than the reader's own date allows.
 */
const SHORTCUTS_OFF = "handbook-shortcuts-off";
const MONTHS = [
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December",
];

/** The reader's own date as YYYY-MM-DD. */
function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** "6 April 2026" for "2026-04-06". */
function inWords(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

/** The day after. */
function dayAfter(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, day + 1)).toISOString().slice(0, 10);
}

function paragraph(words, link, linkWords) {
  const made = document.createElement("p");
  made.append(words);
  if (link) {
    const anchor = document.createElement("a");
    anchor.href = link;
    anchor.textContent = linkWords;
    made.append(" ", anchor, ".");
  }
  return made;
}

/** Say so where a page in force when it was built has been replaced since, or needs checking. */
function markOutOfDate() {
  for (const place of document.querySelectorAll(".ih-out-of-date")) {
    const { last, next, checked } = place.dataset;
    const said = [];
    if (last && today() > last) {
      const words = `This text has been replaced since ${inWords(dayAfter(last))}.`;
      said.push(paragraph(words, next, "Read the one in force from that day"));
    }
    if (checked && today() > checked) {
      const words =
        `Some figures on this page have only been checked up to ${inWords(checked)}. ` +
        "Ask the policy owner before relying on them.";
      said.push(paragraph(words));
    }
    place.replaceChildren(...said);
  }
}

/** The buttons that open the menu and the search, kept in step with what is open. */
function wireButtons() {
  const drawer = document.getElementById("__drawer");
  for (const button of document.querySelectorAll("[data-ih-opens]")) {
    if (button.dataset.wired) continue;
    button.dataset.wired = "yes";
    button.addEventListener("click", () => {
      const toggle = document.getElementById(button.dataset.ihOpens);
      if (toggle === drawer) toggle.click();
      else document.querySelector(".md-search__input")?.focus();
    });
  }
  if (!drawer || drawer.dataset.wired) return;
  drawer.dataset.wired = "yes";
  drawer.addEventListener("change", () => {
    const button = document.querySelector('[data-ih-opens="__drawer"]');
    button?.setAttribute("aria-expanded", String(drawer.checked));
    if (drawer.checked) document.querySelector(".ih-menu a")?.focus();
  });
}

/** Close the open menu on Escape and give the keyboard back to its button. */
function closeOnEscape(event) {
  const drawer = document.getElementById("__drawer");
  if (event.key !== "Escape" || !drawer?.checked) return;
  drawer.click();
  document.querySelector('[data-ih-opens="__drawer"]')?.focus();
}

/**
 * Single-key shortcuts get in the way of people who steer by voice, so there are few and they can
 * be turned off. Only "/" (search) is kept of those that Material brings.
 */
function tameShortcuts(event) {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return;
  if (event.key === "/" && !localStorage.getItem(SHORTCUTS_OFF)) return;
  if ("/fspn,.".includes(event.key.toLowerCase())) event.stopImmediatePropagation();
}

/** The box on the About page that turns the shortcut off and on. */
function wireShortcutChoice() {
  const box = document.getElementById("ih-shortcuts");
  if (!box) return;
  box.disabled = false;
  box.checked = !localStorage.getItem(SHORTCUTS_OFF);
  box.addEventListener("change", () => {
    if (box.checked) localStorage.removeItem(SHORTCUTS_OFF);
    else localStorage.setItem(SHORTCUTS_OFF, "yes");
  });
}

function everyPage() {
  markOutOfDate();
  wireButtons();
  wireShortcutChoice();
}

window.addEventListener("keydown", tameShortcuts, { capture: true });
window.addEventListener("keydown", closeOnEscape);
// Material tells of every page it opens, the first included; without it there is only this one.
if (window.document$) window.document$.subscribe(everyPage);
else everyPage();
