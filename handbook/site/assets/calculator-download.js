/**
 * Hand a text to the reader as a file. It is made in the page: nothing is sent.
 * @param {string} name the file's name
 * @param {string} text
 * @param {string} type such as "text/calendar"
 */
export function download(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
