/**
 * The search's worker: Material's own, named after the question mark, asked without small words.
 *
 * Material looks for every word as the beginning of others, so "what do I do after the second
 * letter" finds each "document". The words its index leaves out are left out of a search too.
 */
const ASKED = 2; // the kind of message in which Material sends what was typed

addEventListener("message", ({ data }) => {
  if (data.type === ASKED) data.data = withoutSmallWords(data.data);
});

function withoutSmallWords(typed) {
  const words = typed.split(/\s+/).filter((word) => lunr.stopWordFilter(word.toLowerCase()));
  return words.length ? words.join(" ") : typed;
}

importScripts(`../javascripts/workers/${location.search.slice(1)}`);
