// Holds the page that stands alone against the command line, in a headless Chromium.
//
//   node tests/page/check.mjs PROGRAM [CHROMIUM]
//
// For twenty views: the page shows the events that `meridian list` names, in their order, with the same counts,
// and the figure has the same counts. For one page: click, keys, scrubbing, playing, the accessibility tree,
// and on a phone no name over another. A lane of many events is a band.
// Pages of stories whose every text is an attack: nothing of it runs, with the policy of the page and without it.
// No page may ask for anything but itself. Needs no package: it speaks the DevTools protocol over a pipe.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import assert from "node:assert/strict";

const [program, chromium = "chromium"] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "meridian-page-"));
const run = (...args) => execFileSync(program, args, { encoding: "utf8", maxBuffer: 1e8 });
const list = (...view) => JSON.parse(run("list", "--json", ...view));

const browser = spawn(chromium, ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
  `--user-data-dir=${join(folder, "profile")}`, "--window-size=1400,900"], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
const waiting = new Map(), listeners = new Set();
let sent = 0, rest = "";
browser.stdio[4].setEncoding("utf8").on("data", (data) => {
  const parts = (rest + data).split("\0");
  rest = parts.pop();
  for (const message of parts.map((part) => JSON.parse(part))) {
    if (message.id) {
      const { done, failed } = waiting.get(message.id);
      waiting.delete(message.id);
      message.error ? failed(new Error(message.error.message)) : done(message.result);
    } else for (const listener of listeners) listener(message);
  }
});
const send = (method, params = {}, sessionId) => new Promise((done, failed) => {
  waiting.set(++sent, { done, failed });
  browser.stdio[3].write(`${JSON.stringify({ id: sent, method, params, sessionId })}\0`);
});

// A page of a view, loaded, with what it asked for.
function open(name, ...view) {
  const path = join(folder, `${name}.html`);
  run("export", "-o", path, "--force", ...view);
  return load(path);
}

// A file in the browser; `bypassed` runs what its policy would refuse.
async function load(path, bypassed = false) {
  const { targetId } = await send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
  const call = (method, params) => send(method, params, sessionId);
  const asked = [], faults = [];
  let loaded;
  const isLoaded = new Promise((done) => { loaded = done; });
  listeners.add((message) => {
    if (message.sessionId !== sessionId) return;
    // What is within the page is not asked for elsewhere.
    const url = message.method === "Network.requestWillBeSent" && message.params.request.url;
    if (url && !url.startsWith("data:")) asked.push(url);
    if (message.method === "Runtime.exceptionThrown") faults.push(message.params.exceptionDetails.exception?.description);
    if (message.method === "Log.entryAdded") faults.push(message.params.entry.text);
    if (message.method === "Page.loadEventFired") loaded();
  });
  for (const domain of ["Page", "Network", "Runtime", "Log"]) await call(`${domain}.enable`);
  await call("Page.setBypassCSP", { enabled: bypassed });
  await call("Page.addScriptToEvaluateOnNewDocument", { source:
    `window.refused = []; addEventListener("securitypolicyviolation", (event) => window.refused.push(event.violatedDirective));` });
  await call("Page.navigate", { url: pathToFileURL(path).href });
  await isLoaded;
  const value = async (expression) => {
    const { result, exceptionDetails } = await call("Runtime.evaluate", { expression, returnByValue: true });
    assert.equal(exceptionDetails, undefined, expression);
    return result.value;
  };
  const state = () => value(`({
    ids: [...document.querySelectorAll("[data-event-id]:not([hidden])")].map((row) => row.dataset.eventId),
    possibly: [...document.querySelectorAll("[data-event-id][data-possibly]:not([hidden])")].map((row) => row.dataset.eventId),
    counts: document.querySelector("[data-counts]").textContent,
    selected: document.querySelector("[aria-current=true]")?.closest("li").dataset.eventId ?? null,
    open: [...document.querySelectorAll("article.open")].map((one) => one.dataset.of),
  })`);
  const key = async (name, code = name) => {
    for (const type of ["keyDown", "keyUp"]) await call("Input.dispatchKeyEvent", { type, key: name, code });
  };
  const mouse = (type, [x, y]) => call("Input.dispatchMouseEvent", { type, x, y, button: "left", buttons: 1, clickCount: 1 });
  const middle = (query) => value(`(() => { const box = document.querySelector(${JSON.stringify(query)}).getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2]; })()`);
  const close = async () => {
    assert.deepEqual(await value("window.refused"), [], "the policy refuses nothing of the page's own");
    assert.deepEqual(asked.filter((url) => !url.startsWith(pathToFileURL(path).href)), [], "nothing is asked for");
    assert.deepEqual(faults, [], "no fault in the page");
    await send("Target.closeTarget", { targetId });
  };
  return { call, value, state, key, mouse, middle, close };
}

function agrees(state, listed, words) {
  assert.deepEqual(state.ids, listed.events.map((event) => event.id), words);
  assert.deepEqual(state.possibly, listed.events.filter((event) => event.match === "possibly").map((event) => event.id), words);
  const { in: inside, possibly, total } = listed.counts;
  const shown = inside + possibly;
  const counts = (shown === total ? `all ${total} events` : `${shown} of ${total} events`) +
    (possibly === 0 ? "" : possibly === 1 ? " (1 with an uncertain date)" : ` (${possibly} with uncertain dates)`);
  assert.equal(state.counts, counts, words);
  return counts;
}

// The same views every time.
let seed = 2025;
const random = (below) => { seed = (seed * 1103515245 + 12345) % 2147483648; return Math.floor((seed / 2147483648) * below); };
const pick = (...options) => options[random(options.length)];
function anyView() {
  const first = 1 + random(28), last = first + random(31 - first);
  const date = (day) => `2025-10-${String(day).padStart(2, "0")}`;
  const view = ["--window", `${date(first)}/${date(last)}`];
  const filter = pick("", "category:strike", "disputed:yes", "attribution:anonymous", "kabul", "-category:statement");
  if (filter) view.push("--filter", filter);
  const mode = pick("window", "trail", "so-far");
  if (mode !== "window") view.push("--mode", mode, "--at", date(first + random(last - first + 1)));
  return [...view, "--zone", pick("Asia/Kabul", "utc", "Asia/Karachi"), "--theme", pick("light", "dark")];
}

try {
  for (let number = 0; number < 20; number += 1) {
    const view = anyView(), words = view.join(" ");
    const page = await open(`view-${number}`, ...view);
    const counts = agrees(await page.state(), list(...view), words);
    await page.close();
    const figure = join(folder, "figure.svg");
    run("export", "-o", figure, "--force", ...view);
    assert.ok(readFileSync(figure, "utf8").includes(counts), `the figure says ${counts}: ${words}`);
  }

  // A lane in which bars would lie over each other is a band: its counts are those of its events, a click chooses one,
  // which then has its bar.
  {
    const rows = [...Array(400).keys()].map((number) => `${number},2025-10-${String(1 + number % 20).padStart(2, "0")},Strike,Strike ${number},34,69`);
    writeFileSync(join(folder, "many.csv"), ["id,date,category,title,latitude,longitude", ...rows].join("\n"));
    run("export", join(folder, "many.csv"), "-o", join(folder, "many.html"));
    const page = await load(join(folder, "many.html"));
    assert.equal(await page.value(`document.querySelectorAll("#line [data-bar]").length`), 0);
    assert.match(await page.value(`document.querySelector("#line .bar title").textContent`), /: 400 events$/);
    const dark = () => page.value(`[...document.querySelectorAll("#line .bar rect")].map((rect) => Number(rect.getAttribute("opacity")))`);
    assert.deepEqual(new Set(await dark()), new Set([1]), "each day has as many");
    const [x, y] = await page.middle("#line .bar rect");
    for (const type of ["mousePressed", "mouseReleased"]) await page.mouse(type, [x, y]);
    const { selected } = await page.state();
    assert.ok(selected !== null);
    assert.equal(await page.value(`document.querySelector("#line [data-bar]").dataset.bar`), selected);
    await page.close();
  }

  // A year on the ruler stands where it begins.
  {
    const rows = [...Array(90).keys()].map((number) => `${number},${1931 + number}-06-15,Strike,Strike ${number},34,69`);
    writeFileSync(join(folder, "years.csv"), ["id,date,category,title,latitude,longitude", ...rows].join("\n"));
    run("export", join(folder, "years.csv"), "-o", join(folder, "years.html"));
    const page = await load(join(folder, "years.html"));
    const [[from, left], [to, right]] = await page.value(`[...document.querySelectorAll("#line [aria-valuenow]")].map((handle) =>
      [Number(handle.getAttribute("aria-valuenow")), parseFloat(handle.style.left)])`);
    const labels = await page.value(`[...document.querySelectorAll("#line svg > text[y='12']")].map((text) =>
      [text.textContent, Number(text.getAttribute("x")) - 3])`);
    assert.ok(labels.length > 5, `years: ${labels}`);
    for (const [year, x] of labels) {
      const begins = left + (Date.UTC(Number(year), 0, 1) / 1000 - from) / (to - from) * (right - left);
      assert.ok(Math.abs(x - begins) < 1, `${year} stands at ${x}, and begins at ${begins}`);
    }
    await page.close();
  }

  const october = ["--window", "2025-10-07/2025-10-28"];
  const page = await open("story", "--zone", "Asia/Kabul", ...october);
  const all = list(...october);
  agrees(await page.state(), all, "the view of the story");
  // A click on the map.
  const mark = await page.middle("[data-mark=kabul-strike] circle");
  for (const type of ["mousePressed", "mouseReleased"]) await page.mouse(type, mark);
  assert.deepEqual((await page.state()).open, ["kabul-strike"]);
  // Keys: to the next event, back, let go.
  const ids = all.events.map((event) => event.id), at = ids.indexOf("kabul-strike");
  await page.key("ArrowRight");
  assert.equal((await page.state()).selected, ids[at + 1]);
  await page.key("ArrowLeft");
  assert.equal((await page.state()).selected, "kabul-strike");
  await page.key("Escape");
  assert.equal((await page.state()).selected, null);
  await page.key(" ", "Space");
  assert.equal((await page.state()).selected, ids[0], "playing begins with the first event");
  await page.key(" ", "Space");
  assert.equal(await page.value(`document.querySelector("#play").getAttribute("aria-pressed")`), "false");
  // Scrubbing by keys: the window begins two days later.
  await page.value(`document.querySelector(".handle").focus()`);
  await page.key("ArrowRight");
  await page.key("ArrowRight");
  agrees(await page.state(), list("--window", "2025-10-09/2025-10-28"), "two days later");
  // Scrubbing by hand: the end of the window is dragged to a day in the middle.
  const from = await page.middle(".handle + .handle"), start = await page.middle(".handle");
  const to = [start[0] + (from[0] - start[0]) / 2, from[1]];
  await page.mouse("mousePressed", from);
  await page.mouse("mouseMoved", to);
  await page.mouse("mouseReleased", to);
  const end = await page.value(`Number(document.querySelector(".handle + .handle").getAttribute("aria-valuenow"))`);
  const until = new Date((end - 60) * 1000).toISOString().slice(0, 16);
  agrees(await page.state(), list("--window", `2025-10-08T19:30Z/${until}Z`), `until ${until}`);
  // A chapter has its own window.
  await page.value(`document.querySelector("#all").click()`);
  agrees(await page.state(), all, "the whole window again");
  // The story has chapters, which stand first; the accessibility tree has every event as a button with its title.
  assert.equal(await page.value(`document.querySelector("[role=tab]").textContent`), "Chapters");
  await page.value(`document.querySelector("[aria-controls=events]").click()`);
  const { nodes } = await page.call("Accessibility.getFullAXTree");
  const buttons = nodes.filter((node) => node.role?.value === "button").map((node) => node.name?.value ?? "");
  for (const event of all.events) assert.ok(buttons.some((name) => name.includes(event.title)), `${event.title} is a button`);
  assert.equal(nodes.filter((node) => node.role?.value === "slider").length, 2);
  await page.close();

  // On a phone no name of a place lies over another, or over the title of an event.
  const phone = await open("phone", ...october);
  await phone.call("Emulation.setDeviceMetricsOverride", { width: 390, height: 844, deviceScaleFactor: 2, mobile: true });
  const named = await phone.call("Runtime.evaluate", { awaitPromise: true, returnByValue: true, expression:
    `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => done(
      [...document.querySelectorAll("#map .words text, #map .label")].filter((text) => text.style.visibility !== "hidden" && !text.getAttribute("transform")?.startsWith("rotate"))
        .map((text) => [text.textContent, text.getBoundingClientRect()]).map(([words, { x, y, width, height }]) => ({ words, x, y, width, height })))))))` });
  const names = named.result.value;
  assert.ok(names.length >= 8, `a phone's map has names: ${names.length}`);
  // Letters do not fill their line.
  const meet = (one, other) => one.x + 2 < other.x + other.width && other.x + 2 < one.x + one.width && one.y + 3 < other.y + other.height && other.y + 3 < one.y + one.height;
  names.forEach((one, place) => names.slice(place + 1).forEach((other) => assert.ok(!meet(one, other), `${one.words} over ${other.words}`)));
  await phone.close();

  // The same story with harmless words in each text, and with attacks: they must differ in words alone.
  const everyText = readFileSync(new URL("every-text.geojson", import.meta.url), "utf8");
  // Which marks and places have labels, and on which side, is decided by how long these are.
  const skeleton = `[...document.querySelectorAll("*")].filter((one) => !one.closest("#marks, #pointers, #line, .words")).map((one) => [one.tagName, ...one.getAttributeNames().filter((name) => name !== "style")].join(" "))`;
  const attacks = [
    `"><script>window.pwned=1</script><img src=x onerror=window.pwned=1>`,
    `' onfocus=window.pwned=1 autofocus onmouseover=window.pwned=1 x='`,
    `" onfocus=window.pwned=1 autofocus onmouseover=window.pwned=1 x="`,
    `javascript:window.pwned=1//`,
    `</script></style></title></svg><script>window.pwned=1</script>]]>--><svg onload=window.pwned=1>\u2028`,
    `&quot;&#62;&lt;img src=x onerror=window.pwned=1&gt; {{constructor.constructor('window.pwned=1')()}}`,
  ];
  const table = (words) => ["id,title,summary,when,category,layer,place,latitude,longitude,source,actor,notes", ...[1, 2].map((number) =>
    ["id", "title", "summary", "2025-10-09", "category", "layer", "place", "34.5", "69.2", "source", "actor", "notes"]
      .map((cell) => `"${(/^[0-9]/.test(cell) ? cell : `${words}${cell} ${number}`).replaceAll('"', '""')}"`).join(","))].join("\n");
  const story = (words) => everyText.replaceAll("@", () => JSON.stringify(words).slice(1, -1));
  for (const [ending, of] of [["geojson", story], ["csv", table]]) {
    const made = async (name, words) => {
      const path = join(folder, `${name}.${ending}`), page = join(folder, `${name}.${ending}.html`);
      // In a table, a semicolon parts sources.
      writeFileSync(path, of(ending === "csv" ? words.replaceAll(";", ",") : words));
      // What is odd in the file is told, and 1 returned.
      assert.ok(spawnSync(program, ["export", path, "-o", page, "--force", "--carry-story"]).status < 2, words);
      return page;
    };
    // What everybody may press is pressed, and every address is only looked at.
    const worked = async (page) => {
      const before = await page.value(skeleton);
      await page.value(`for (const button of document.querySelectorAll("#events button, #chapters button, [role=tab], #pointers button, .buttons button"))
        { button.focus(); button.click(); }`);
      await page.value(`for (const one of document.querySelectorAll("*")) { one.focus?.(); one.dispatchEvent(new MouseEvent("mouseover", { bubbles: true })); }`);
      await page.value(`for (const mark of document.querySelectorAll("[data-mark], [data-bar]")) mark.dispatchEvent(new MouseEvent("click", { bubbles: true }))`);
      assert.equal(await page.value("window.pwned"), undefined, "nothing of the story ran");
      const links = await page.value(`[...document.links].map((link) => link.protocol)`);
      assert.ok(links.every((protocol) => ["https:", "http:", "mailto:", "file:"].includes(protocol)), links.join(" "));
      assert.ok(await page.value(`[...document.links].every((link) => link.protocol !== "file:" || link.getAttribute("href").startsWith("#"))`));
      await page.close();
      return before;
    };
    const plain = await worked(await load(await made("plain", "plain ")));
    for (const [number, words] of attacks.entries()) {
      const page = await made(`attack-${number}`, words);
      for (const bypassed of [false, true]) assert.deepEqual(await worked(await load(page, bypassed)), plain, words);
    }
  }
  console.log(`page: ${attacks.length} attacks in every text of a story and a table did nothing`);
  console.log(`page: 20 views agree with list and figure; clicks, keys, scrubbing and ${all.events.length} accessible events hold; nothing was asked for`);
} finally {
  browser.kill();
  await new Promise((done) => browser.once("exit", done));
  rmSync(folder, { recursive: true, force: true });
}
