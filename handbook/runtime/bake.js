// Runs in Node when the runtime is packed: compiles the wheels, makes the image
// and proves that it restores. Called by pack.py with a job (JSON) as its argument.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { EXTENSION, demand, makeMachine, run, slotsOf } from "./machine.js";

const job = JSON.parse(readFileSync(process.argv[2], "utf8"));
const pyodideDir = `${path.resolve(job.pyodide)}/`;
const at = (name) => path.join(job.out, name);
const { loadPyodide, version } = await import(pathToFileURL(`${pyodideDir}pyodide.mjs`));
const { default: create } = await import(pathToFileURL(`${pyodideDir}pyodide.asm.mjs`));
demand(version === job.versions.pyodide, `it is ${version}, not ${job.versions.pyodide}`);

/** Compile with the browser's own Python, then copy out what it wrote. */
async function compile(parts, inputs) {
  const python = await loadPyodide({ indexURL: pyodideDir });
  const { major, minor, micro } = python.runPython("import sys; sys.version_info");
  demand(`${major}.${minor}.${micro}` === job.versions.python, "another Python version");
  python.FS.mkdirTree("/in");
  python.FS.mkdirTree("/out");
  for (const file of inputs) python.FS.writeFile(`/in/${path.basename(file)}`, readFileSync(file));
  python.runPython(readFileSync(new URL("compiling.py", import.meta.url), "utf8"));
  for (const part of parts) python.globals.get(part)();
  for (const name of python.FS.readdir("/out")) {
    if (!name.startsWith(".")) writeFileSync(at(name), python.FS.readFile(`/out/${name}`));
  }
}

/** Only functions that a module imports by slot can be in the image by slot. */
function importedSlots(Module, modules) {
  const all = slotsOf(Module);
  const imported = modules
    .flatMap((module) => WebAssembly.Module.imports(module))
    .filter((entry) => entry.module === "GOT.func" && entry.name in all)
    .map((entry) => entry.name);
  return Object.fromEntries([...new Set(imported)].sort().map((name) => [name, all[name]]));
}

/** Set free memory to zero: what was left there would only make the image larger. */
function wipeFreeMemory(Module) {
  const end = () => Module.HEAPU32[Module._emscripten_get_sbrk_ptr() >>> 2];
  const start = end();
  const taken = [];
  for (let size = 1 << 20; size >= 16; size >>= 1) {
    for (;;) {
      const pointer = Module._malloc(size);
      if (end() !== start || pointer + size > start) {
        Module._free(pointer);
        break;
      }
      Module.HEAPU8.fill(0, pointer, pointer + size);
      taken.push(pointer);
    }
  }
  for (const pointer of taken.reverse()) Module._free(pointer);
  Module.HEAPU8.fill(0, end());
}

/** Freeze the memory of an interpreter that has imported and run every calculator. */
async function makeImage() {
  const runtime = new WebAssembly.Module(readFileSync(at("runtime.wasm")));
  const extension = new WebAssembly.Module(readFileSync(at("extension.wasm")));
  let slots;
  const machine = await makeMachine(create, {
    runtime: Promise.resolve(runtime),
    extension: Promise.resolve(extension),
    start: true,
    // A fixed hash seed, or no two images would be alike; no plug-ins, or pydantic
    // would read the metadata of every package.
    environment: { PYTHONHASHSEED: "0", PYDANTIC_DISABLE_PLUGINS: "__all__", PYTHONINSPECT: "1" },
    archive: (name) => readFileSync(at(name)),
    files: (FS) => {
      FS.mkdirTree(path.dirname(EXTENSION));
      // The import system only asks whether the file exists: the library is loaded already.
      FS.writeFile(EXTENSION, new Uint8Array(0));
      FS.writeFile("/job.json", JSON.stringify({ figures: job.figures, golden: job.golden }));
    },
    observe: (Module) => (slots = importedSlots(Module, [runtime, extension])),
  });
  run(machine, readFileSync(new URL("before_image.py", import.meta.url), "utf8"));
  const entries = JSON.parse(machine.FS.readFile("/entries.json", { encoding: "utf8" }));
  wipeFreeMemory(machine);
  const end = machine.HEAPU32[machine._emscripten_get_sbrk_ptr() >>> 2];
  writeFileSync(at("heap"), machine.HEAPU8.subarray(0, end));
  const memory = machine.HEAPU8.length;
  writeFileSync(at("machine.json"), JSON.stringify({ slots, memory, end, entries }));
}

try {
  const steps = {
    foundations: () => compile(["standard_library", "packages", "wheels"], job.wheels),
    calculators: () => compile(["calculators", "wheels"], job.wheels),
    image: makeImage,
  };
  await steps[job.step]();
  process.exit(0); // the runtime leaves handles open that would keep Node waiting
} catch (error) {
  // Not thrown: Node would print the line it came from, which is a megabyte long.
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exit(1);
}
