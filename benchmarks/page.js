// Put into every page before its own scripts. It does what a reader in a hurry
// would: as soon as the form can be used, it asks for the worked example; and it
// notes when each thing happened, in milliseconds after navigation.
({ plain }) => {
  if (globalThis.bench || window !== window.top) return;
  const seen = {};
  const mark = (what) => (seen[what] ??= performance.now());
  const bench = (globalThis.bench = { seen, statuses: [], marks: {}, origin: performance.timeOrigin });

  const PageWorker = globalThis.Worker;
  globalThis.Worker = class extends PageWorker {
    constructor(address, options) {
      const url = new URL(address, document.baseURI);
      if (plain) url.searchParams.set("start", "stock");
      mark("worker asked for");
      super(url, options);
      this.addEventListener("message", ({ data }) => {
        if (data.answer) mark("first answer arrived");
        if (!data.status) return;
        bench.statuses.push(data.detail ? `${data.status}: ${data.detail}` : data.status);
        Object.assign(bench.marks, data.marks);
      });
    }
  };

  // The calculator that is waited for, and who waits for it.
  let wanted, asked, answered;
  const expect = (calculator) => {
    asked = null;
    wanted = calculator;
    return new Promise((resolve) => (answered = resolve));
  };

  function look() {
    const selector = `handbook-calculator${wanted ? `[calculator="${wanted}"]` : ""}[data-live]`;
    const box = document.querySelector(selector);
    if (!box) return;
    if (box !== asked) {
      asked = box;
      mark("form can be used");
      box.querySelector('[data-action="example"]').click();
    }
    if (!answered || !box.hasAttribute("data-answered")) return;
    const at = mark("answer in the page");
    const words = (where) => where?.querySelector(".ih-answer")?.textContent ?? "";
    const answer = words(box.querySelector("[data-answer]"));
    const example = words(document.querySelector(".ih-example"));
    const tell = answered;
    answered = null;
    requestAnimationFrame(() =>
      setTimeout(() => {
        mark("answer painted");
        tell({ at, right: answer !== "" && answer === example, answer });
      }),
    );
  }

  bench.first = expect(null);
  /** Go to another calculator's page as a reader would; how long until its answer is there. */
  bench.go = async (address, calculator) => {
    for (const what of ["form can be used", "answer in the page", "answer painted"])
      delete seen[what];
    const there = expect(calculator);
    const link = [...document.links].find(({ href }) => href === address);
    const from = performance.now();
    link.click();
    const { at, ...rest } = await there;
    return { took: at - from, ...rest };
  };
  /** Ask for each case in turn; how long each took from asking to having the answer. */
  bench.recalculate = async (calculator, cases) => {
    const folder = document.querySelector('meta[name="handbook-runtime"]').content;
    const { ask } = await import(new URL(`${folder}/client.js`, document.baseURI).href);
    const times = [];
    for (const each of cases) {
      const from = performance.now();
      const answer = await ask(calculator, each);
      times.push(performance.now() - from);
      if (!answer.startsWith('{"ok":true')) throw new Error(answer);
    }
    return times;
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    attributeFilter: ["data-live", "data-answered"],
  });
}
