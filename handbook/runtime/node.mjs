// The packed runtime under Node, for tests of parity.
//
//   node node.mjs FOLDER [stock|image] < cases.jsonl > answers
//
// FOLDER is what pack.py made. Each line in is {"calculator", "inputs"}, each line out
// the answer text. `stock` (the default) loads the compiled wheels as Pyodide does;
// `image` restores the image as readers' browsers do.
import { readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

const folder = path.resolve(process.argv[2]);
const at = (name) => path.join(folder, name);
const load = (name) => import(pathToFileURL(at(name)));

async function fromStock() {
  const { loadPyodide } = await load("stock/pyodide.js");
  const { default: createPyodideModule } = await load("stock/pyodide.asm.js");
  const stock = `${at("stock")}/`;
  const python = await loadPyodide({
    indexURL: stock,
    packageBaseUrl: stock,
    lockFileURL: `${stock}pyodide-lock.json`,
    createPyodideModule,
  });
  await python.loadPackage(["calculators"], { messageCallback: () => {} });
  const browser = python.pyimport("calculators.browser");
  browser.hold(readFileSync(at("stock/figures.json"), "utf8"));
  return (calculator, inputs) => browser.answer(calculator, inputs);
}

async function fromImage() {
  const { answerWith, makeMachine, restore, wake } = await load("machine.js");
  const { default: create } = await load("runtime.js");
  const manifest = JSON.parse(readFileSync(at("manifest.json"), "utf8"));
  const machine = await makeMachine(create, {
    runtime: WebAssembly.compile(readFileSync(at("runtime.wasm"))),
    extension: WebAssembly.compile(readFileSync(at("extension.wasm"))),
    slots: Promise.resolve(manifest.slots),
    archive: (name) => readFileSync(at(name)),
  });
  restore(machine, { ...manifest.memory, data: gunzipSync(readFileSync(at("image.bin"))) });
  wake(machine, manifest.entries);
  return (calculator, inputs) => answerWith(machine, manifest.entries, calculator, inputs);
}

const answer = await (process.argv[3] === "image" ? fromImage() : fromStock());
for await (const line of createInterface({ input: process.stdin })) {
  if (!line) continue;
  const { calculator, inputs } = JSON.parse(line);
  const text = answer(calculator, inputs);
  if (text.includes("\n")) throw new Error(`${calculator}: an answer of more than one line`);
  process.stdout.write(`${text}\n`);
}
// The runtime leaves handles open; what was written must be out before the end.
process.stdout.write("", () => process.exit(0));
