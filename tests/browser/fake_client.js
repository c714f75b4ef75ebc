// Stands in for the runtime's client: asks the test's own Python. `window.fake` steers it.
const fake = (window.fake ??= { starts: 0, delays: [], fails: false, asked: [] });
const listeners = new Set();
let latest = null;
fake.tell = (status) => {
  latest = { status };
  for (const listener of listeners) listener(latest);
};

export function onStatus(listener) {
  listeners.add(listener);
  if (latest) listener(latest);
  return () => listeners.delete(listener);
}

export function start() {
  fake.starts += 1;
  if (fake.fails) fake.tell("could not start");
  else fake.tell("ready");
}

export async function ask(calculator, inputs) {
  fake.asked.push(inputs);
  const delay = fake.delays.shift() ?? 0;
  if (fake.fails) throw new Error("could not start");
  const response = await fetch("/income/handbook/ask", {
    method: "POST",
    body: JSON.stringify({ calculator, inputs }),
  });
  const answer = await response.text();
  if (delay) await new Promise((done) => setTimeout(done, delay));
  return answer;
}
