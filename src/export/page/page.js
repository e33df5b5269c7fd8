"use strict";
// What is in the window, and how the page shows it. All text is in the page already.
(() => {
  const $ = (query, from = document) => from.querySelector(query);
  const all = (query, from = document) => [...from.querySelectorAll(query)];
  // Calls take some ten thousand arguments, and there are more events.
  const smallest = (list) => list.reduce((one, other) => Math.min(one, other), Infinity);
  const largest = (list) => list.reduce((one, other) => Math.max(one, other), -Infinity);
  const numbers = (text) => (text ? text.split(" ").map(Number) : null);
  const SVG = "http://www.w3.org/2000/svg";
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  document.documentElement.classList.add("js");
  const body = document.body;
  const articles = new Map(all("[data-of]").map((article) => [article.dataset.of, article]));
  const events = all("[data-event-id]").map((row, place) => ({
    row, place, id: row.dataset.eventId, title: $("b", row).textContent, when: $(".when", row).textContent,
    certain: numbers(row.dataset.certain), possible: numbers(row.dataset.possible), at: numbers(row.dataset.at),
    lane: row.dataset.lane, voice: row.dataset.voice, disputed: "disputed" in row.dataset,
    kind: row.className, article: articles.get(row.dataset.eventId), match: "out",
  }));
  const byId = new Map(events.map((event) => [event.id, event]));
  const given = { window: numbers(body.dataset.window), until: body.dataset.until ? Number(body.dataset.until) : Infinity };
  // A story of which no event has a date has no timeline.
  const hasTime = Boolean(body.dataset.time);
  let time = numbers(body.dataset.time) || [0, 86400];
  // A window may reach beyond the timeline, which then keeps to where most events are.
  const bounds = [Math.min(time[0], given.window[0]), Math.max(time[1], given.window[1])];
  const offset = Number(body.dataset.offset);
  const total = Number(body.dataset.total);
  let state = { window: given.window, until: given.until, selected: body.dataset.selected || null };

  // Stretches that only touch do not meet; an instant is met by a stretch that begins with it.
  const holds = ([start, end], secs) => secs >= start && (secs < end || (start === end && secs === start));
  const meets = (a, b) => a[0] === a[1] ? holds(b, a[0]) : b[0] === b[1] ? holds(a, b[0]) : a[0] < b[1] && b[0] < a[1];
  const isMet = (extent) => meets(extent, state.window) && Math.max(extent[0], state.window[0]) <= state.until;
  const matchOf = (event) =>
    event.certain && isMet(event.certain) ? "in" : event.possible && isMet(event.possible) ? "possibly" : "out";

  const day = (secs) => {
    const date = new Date((secs + offset) * 1000);
    return { y: date.getUTCFullYear(), m: date.getUTCMonth(), d: date.getUTCDate(), h: date.getUTCHours(), n: date.getUTCMinutes() };
  };
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const two = (number) => String(number).padStart(2, "0");
  const moment = (secs) => {
    const { y, m, d, h, n } = day(secs);
    return `${d} ${MONTHS[m]} ${y}` + (h || n ? `, ${two(h)}:${two(n)}` : "");
  };

  // The same words as `Shown::counts_text`.
  const countsText = (shown, uncertain) =>
    (total === 0 ? "no events" : shown === total && total > 1 ? `all ${total} events` : `${shown} of ${total} event${total === 1 ? "" : "s"}`) +
    (uncertain === 0 ? "" : uncertain === 1 ? " (1 with an uncertain date)" : ` (${uncertain} with uncertain dates)`);

  // ---- the window's events
  const shownEvents = () => events.filter((event) => event.match !== "out");
  const windowWords = $("[data-window-words]");
  const givenWords = windowWords.textContent;
  function update() {
    let inside = 0, possibly = 0;
    for (const event of events) {
      event.match = matchOf(event);
      inside += event.match === "in";
      possibly += event.match === "possibly";
      event.row.hidden = event.match === "out";
      event.row.toggleAttribute("data-possibly", event.match === "possibly");
    }
    $("[data-counts]").textContent = countsText(inside + possibly, possibly);
    const [start, end] = state.window;
    windowWords.textContent = state.window === given.window ? givenWords : `${moment(start)} – ${moment(end)}`;
    drawMarks();
    drawTimeline();
  }
  function mark(event, chosen) {
    $("button", event.row).setAttribute("aria-current", chosen);
    event.article?.classList.toggle("open", chosen);
  }
  function select(id) {
    const before = byId.get(state.selected), event = byId.get(id);
    state.selected = event ? id : null;
    for (const one of [before, event]) {
      if (!one) continue;
      mark(one, one === event);
      if (bars.has(one)) bars.get(one).replaceWith(barOf(one, bars.get(one).place));
    }
    if ([before, event].some((one) => one && banded[laneOf.get(one.lane)])) drawTimeline();
    $("#hint").hidden = Boolean(event);
    drawMarks();
    if (event && !event.row.hidden && matchMedia("(min-width: 901px)").matches) event.row.scrollIntoView({ block: "nearest" });
    if (event) $("#detail").scrollTop = 0;
  }
  function step(by) {
    const shown = shownEvents();
    if (!shown.length) return;
    const at = shown.findIndex((event) => event.id === state.selected);
    const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : at + by;
    if (next >= 0 && next < shown.length) select(shown[next].id);
    return next >= 0 && next < shown.length;
  }
  function setWindow(start, end) {
    const least = (time[1] - time[0]) / 500;
    start = Math.max(bounds[0], Math.min(start, bounds[1] - least));
    end = Math.min(bounds[1], Math.max(end, start + least));
    // Whole minutes, so that a window can be told to others.
    state.window = [start, end].map((secs) => Math.round(secs / 60) * 60);
    state.until = Infinity;
    update();
  }

  // ---- the map
  const map = $("#map"), svg = $("#map > svg"), marks = $("#marks"), pointers = $("#pointers");
  const [width, height] = svg.getAttribute("viewBox").split(" ").slice(2).map(Number);
  let frame = home();
  // The map as it was framed, or from so much farther that the events in it are in sight on this screen too.
  function home() {
    if (!map.clientWidth) return { x: 0, y: 0, zoom: 1 };
    const per = Math.max(map.clientWidth / width, map.clientHeight / height) || 1;
    const framed = events.filter(({ at }) => at && at[0] >= 0 && at[0] <= width && at[1] >= 0 && at[1] <= height);
    const far = (axis, middle) => largest([0, ...framed.map(({ at }) => Math.abs(at[axis] - middle))]);
    const room = (client, reach) => (client / 2 - Math.min(40, client / 8)) / per / (reach || 1);
    const zoom = Math.max(0.25, Math.min(1, room(map.clientWidth, far(0, width / 2)), room(map.clientHeight, far(1, height / 2))));
    return { x: (width - width / zoom) / 2, y: (height - height / zoom) / 2, zoom };
  }
  let opened = { ...frame };
  function open() {
    frame = home();
    opened = { ...frame };
  }
  const words = all(".words text", svg).map((text) => ({
    text, x: Number(text.getAttribute("x")), y: Number(text.getAttribute("y")), own: text.getAttribute("transform") || "",
    size: Number(text.getAttribute("font-size")) || 10, spacing: Number(text.getAttribute("letter-spacing")) || 0,
    turn: text.hasAttribute("transform") ? parseFloat(text.getAttribute("transform").slice(7)) * Math.PI / 180 : null,
  }));
  const dots = all(".words circle, .words rect", svg).map((dot) => ({ dot, r: Number(dot.getAttribute("r")) }));
  // Points of the screen for each unit of the map, at zoom 1.
  const perUnit = () => Math.max(map.clientWidth / width, map.clientHeight / height) || 1;
  // Many moves of a finger or wheel are drawn once.
  let isAsked = false;
  function place() {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() => {
      isAsked = false;
      drawMap();
    });
  }
  function drawMap() {
    const w = width / frame.zoom, h = height / frame.zoom;
    svg.setAttribute("viewBox", `${frame.x} ${frame.y} ${w} ${h}`);
    const shrink = 1 / (perUnit() * frame.zoom);
    for (const { text, x, y, own } of words)
      text.setAttribute("transform", own || `translate(${x} ${y}) scale(${shrink}) translate(${-x} ${-y})`);
    for (const { dot, r } of dots) if (r) dot.setAttribute("r", r * shrink);
    drawMarks();
  }
  function zoomBy(factor, cx = 0.5, cy = 0.5) {
    const zoom = Math.min(16, Math.max(0.25, frame.zoom * factor));
    const w = width / frame.zoom, h = height / frame.zoom, W = width / zoom, H = height / zoom;
    frame = { x: frame.x + (w - W) * cx, y: frame.y + (h - H) * cy, zoom };
    place();
  }
  // The part of the map that is seen, in its units.
  function seen() {
    const per = perUnit() * frame.zoom, w = map.clientWidth / per, h = map.clientHeight / per;
    const cx = frame.x + width / frame.zoom / 2, cy = frame.y + height / frame.zoom / 2;
    return { x: cx - w / 2, y: cy - h / 2, w, h, per };
  }
  function heaps(shown, near) {
    // By cells as wide as heaps are apart, so that an event asks only those beside it.
    const heaps = [], cells = new Map();
    for (const event of shown) {
      if (!event.at) continue;
      const [column, row] = event.at.map((along) => Math.floor(along / near));
      let found = null;
      for (let x = column - 1; x <= column + 1 && !found; x += 1) {
        for (let y = row - 1; y <= row + 1 && !found; y += 1) {
          found = cells.get(`${x} ${y}`)?.find((one) => Math.hypot(one.at[0] - event.at[0], one.at[1] - event.at[1]) < near);
        }
      }
      if (found) {
        found.events.push(event);
        continue;
      }
      const heap = { at: event.at, events: [event] }, key = `${column} ${row}`;
      heaps.push(heap);
      cells.has(key) ? cells.get(key).push(heap) : cells.set(key, [heap]);
    }
    return heaps;
  }
  function symbol(group, event, r) {
    const color = "var(--kind)";
    if (event.match === "possibly") group.append(make("circle", { r: r + 4, fill: "none", stroke: color, "stroke-dasharray": "2 2", opacity: 0.8 }));
    if (event.id === state.selected) group.append(make("circle", { r: r + 4, fill: "none", stroke: "var(--ink)", "stroke-width": 2 }));
    const solid = event.voice === "named";
    group.append(make("circle", {
      r: solid ? r : r - 1.2, fill: solid ? color : "var(--panel)", stroke: solid ? "var(--panel)" : color,
      "stroke-width": solid ? 1 : 2.4, ...(event.voice === "anonymous" ? { "stroke-dasharray": "2.6 2" } : {}),
    }));
    if (event.voice === "outlet") group.append(make("circle", { r: 2, fill: color }));
    if (event.disputed) group.append(make("path", { d: `M${r - 3} ${-r - 1}h6v6z`, fill: "var(--ink)" }));
  }
  function drawMarks() {
    marks.replaceChildren();
    pointers.replaceChildren();
    const view = seen();
    const unit = 1 / view.per;
    const shown = shownEvents();
    const inside = ({ at }) => at && at[0] > view.x && at[0] < view.x + view.w && at[1] > view.y && at[1] < view.y + view.h;
    const taken = [], labelled = [];
    for (const heap of heaps(shown.filter(inside), 20 * unit)) {
      const many = heap.events.length, fan = many > 1 && many <= 7;
      if (many > 7) {
        const group = make("g", { class: "mark", transform: `translate(${heap.at}) scale(${unit})` });
        group.append(make("circle", { r: 13, fill: "var(--panel)", stroke: "var(--second)", "stroke-width": 1.6 }), make("text", { y: 3.6 }, String(many)));
        group.addEventListener("click", () => {
          const next = heap.events.findIndex((event) => event.id === state.selected) + 1;
          select(heap.events[next % many].id);
        });
        marks.append(group);
        continue;
      }
      heap.events.forEach((event, place) => {
        const angle = (2 * Math.PI * place) / many - 2.356, reach = fan ? Math.max(11, 9.5 / Math.sin(Math.PI / many)) : 0;
        const at = [heap.at[0] + reach * unit * Math.cos(angle), heap.at[1] + reach * unit * Math.sin(angle)];
        const group = make("g", { class: `mark ${event.kind}`, transform: `translate(${at}) scale(${unit})`, "data-mark": event.id });
        group.append(make("title", {}, `${event.title}, ${event.when}`));
        symbol(group, event, 7);
        taken.push([at[0] / unit - 9, at[1] / unit - 9, 18, 18]);
        labelled.push({ event, group, at: [at[0] / unit, at[1] / unit], first: event.id === state.selected });
        group.addEventListener("click", () => select(event.id));
        marks.append(group);
      });
    }
    // Labels where there is room, the selected event's first, and names of towns where none of these is.
    const [left, right, top, low] = [view.x / unit, (view.x + view.w) / unit, view.y / unit, (view.y + view.h) / unit];
    const isFree = (box) => box[0] > left && box[0] + box[2] < right && box[1] > top && box[1] + box[3] < low &&
      taken.every(([x, y, w, h]) => box[0] > x + w || box[0] + box[2] < x || box[1] > y + h || box[1] + box[3] < y);
    labelled.sort((a, b) => b.first - a.first);
    // Among very many marks no label is read.
    if (labelled.length > 300) labelled.length = labelled[0].first ? 1 : 0;
    for (const { event, group, at } of labelled) {
      const long = event.title.length * 5.9 + 10;
      const gap = event.id === state.selected ? 16 : 12;
      const sides = [["start", gap, at[0] + gap - 1], ["end", -gap, at[0] - gap + 1 - long]];
      const side = sides.find(([, , x]) => isFree([x, at[1] - 9, long, 17]));
      if (!side) continue;
      taken.push([side[2], at[1] - 9, long, 17]);
      group.append(make("text", { class: `label ${side[0]}`, x: side[1], y: 4 }, event.title));
    }
    for (const { text, x, y, size, turn, spacing } of words) {
      // What is turned is as large as on the map, all else as on the screen.
      const grown = turn === null ? 1 : 1 / unit, letters = text.textContent.length * (size * 0.56 + spacing) * grown, high = size * 1.3 * grown;
      const from = { end: 1, middle: 0.5 }[text.getAttribute("text-anchor")] || 0;
      const [cos, sin] = [Math.cos(turn), Math.sin(turn)].map(Math.abs);
      const [long, deep] = [letters * cos + high * sin, letters * sin + high * cos];
      const box = [x / unit - from * long, y / unit - (turn === null ? size : deep / 2), long, deep];
      const free = size * grown >= 8 && isFree(box);
      if (free) taken.push(box);
      // With the dot of its town.
      const dot = text.nextElementSibling;
      for (const part of [text, dot?.matches("circle, rect") ? dot : text]) part.style.visibility = free ? "" : "hidden";
    }
    // Pointers to what lies outside.
    const rows = [];
    for (const heap of heaps(shown.filter((event) => event.at && !inside(event)), 60)) {
      const first = heap.events[0], button = document.createElement("button");
      button.type = "button";
      const name = $(".about", first.row).textContent.split(" · ").pop();
      // A name is apart from the number behind it, from whichever side it is read.
      button.textContent = `\u2068${name}\u2069 · ${heap.events.length} event${heap.events.length === 1 ? "" : "s"}`;
      const dx = heap.at[0] - view.x - view.w / 2, dy = heap.at[1] - view.y - view.h / 2;
      button.prepend(["→ ", "↘ ", "↓ ", "↙ ", "← ", "↖ ", "↑ ", "↗ "][(Math.round(Math.atan2(dy, dx) / (Math.PI / 4)) + 8) % 8]);
      pointers.append(button);
      const toRight = dx > 0, share = Math.min(view.w / 2 / Math.abs(dx || 1), view.h / 2 / Math.abs(dy || 1));
      let y = Math.min(map.clientHeight - 44, Math.max(64, map.clientHeight / 2 + dy * share * view.per));
      while (rows.some((row) => row.right === toRight && Math.abs(row.y - y) < 32)) y = y > 100 ? y - 32 : y + 400;
      rows.push({ right: toRight, y });
      button.style.top = `${y}px`;
      button.style[toRight ? "right" : "left"] = "12px";
      button.addEventListener("click", () => {
        frame.x += dx; frame.y += dy;
        place();
        select(first.id);
      });
    }
  }
  const fingers = new Map();
  map.addEventListener("pointerdown", (event) => {
    if (event.target.closest("button, .mark")) return;
    map.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, event);
  });
  map.addEventListener("pointermove", (event) => {
    const last = fingers.get(event.pointerId);
    if (!last) return;
    const per = perUnit() * frame.zoom;
    if (fingers.size === 1) {
      frame.x -= (event.clientX - last.clientX) / per;
      frame.y -= (event.clientY - last.clientY) / per;
      place();
    } else {
      const other = [...fingers.values()].find((one) => one.pointerId !== event.pointerId);
      const apart = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
      zoomBy(apart(event) / Math.max(1, apart(last)));
    }
    fingers.set(event.pointerId, event);
  });
  for (const end of ["pointerup", "pointercancel"]) map.addEventListener(end, (event) => fingers.delete(event.pointerId));
  map.addEventListener("wheel", (event) => {
    event.preventDefault();
    const box = map.getBoundingClientRect();
    zoomBy(Math.exp(-event.deltaY / 400), (event.clientX - box.x) / box.width, (event.clientY - box.y) / box.height);
  }, { passive: false });
  $("#in").onclick = () => zoomBy(1.5);
  $("#out").onclick = () => zoomBy(1 / 1.5);
  $("#fit").onclick = () => { frame = home(); place(); };

  // ---- the timeline
  const line = $("#line");
  const order = [...events].sort((a, b) => a.kind.localeCompare(b.kind, "en", { numeric: true }));
  const lanes = [...new Set(order.map((event) => event.lane))];
  const GUTTER = 96, TOP = 40;
  // Height of a row of bars, the least of a lane, and the most rows that are apart in one.
  const ROW = 12, LANE = 20, MOST_ROWS = 8;
  const handles = [0, 1].map((which) => {
    const handle = document.createElement("div");
    handle.className = "handle";
    handle.tabIndex = 0;
    handle.setAttribute("role", "slider");
    handle.setAttribute("aria-label", which ? "End of date range" : "Start of date range");
    handle.setAttribute("aria-valuemin", bounds[0]);
    handle.setAttribute("aria-valuemax", bounds[1]);
    handle.addEventListener("pointerdown", (event) => handle.setPointerCapture(event.pointerId));
    handle.addEventListener("pointermove", (event) => {
      if (!handle.hasPointerCapture(event.pointerId)) return;
      const secs = secsAt(event.clientX - line.getBoundingClientRect().x);
      which ? setWindow(state.window[0], secs) : setWindow(secs, state.window[1]);
    });
    handle.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
      if (!by) return;
      event.preventDefault();
      event.stopPropagation();
      const [start, end] = state.window;
      which ? setWindow(start, end + by * 86400) : setWindow(start + by * 86400, end);
    });
    return handle;
  });
  // Ways to the events before and after the timeline.
  const beyond = [0, 1].map((which) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "beyond";
    button.addEventListener("click", () => {
      const out = beyondEvents(which).flatMap((event) => event.possible).filter((secs) => Math.abs(secs) < 1e15);
      const [first, last] = [smallest(out), largest(out)];
      const room = Math.max(60, (last - first) * 0.04), long = time[1] - time[0];
      const [from, to] = [first - room, last + room], middle = (from + to) / 2;
      time = to - from < long ? [middle - long / 2, middle + long / 2] : [from, to];
      drawTimeline();
    });
    return button;
  });
  const isBeyond = [
    ([start, end]) => end < time[0] || (end <= time[0] && start < end),
    ([start, end]) => start > time[1] || (start >= time[1] && start < end),
  ];
  const beyondEvents = (which) => shownEvents().filter((event) => event.possible && isBeyond[which](event.possible));
  const span = () => Math.max(60, line.clientWidth - GUTTER);
  const xOf = (secs) => GUTTER + (Math.min(time[1], Math.max(time[0], secs)) - time[0]) / (time[1] - time[0]) * span();
  const secsAt = (x) => time[0] + (x - GUTTER) / span() * (time[1] - time[0]);
  // The group that stands for each event, with where its dot is.
  const bars = new Map();
  // By lane, whether it is a band.
  let banded = [];
  const laneOf = new Map(lanes.map((lane, place) => [lane, place]));
  function barOf(event, place) {
    const y = place[1];
    const group = make("g", { class: `bar ${event.kind}`, opacity: event.match === "out" ? 0.25 : 1, "data-bar": event.id });
    const bar = (extent, opacity) => {
      const [x0, x1] = extent.map(xOf);
      group.append(make("rect", { x: x0, y: y - 3.5, width: Math.max(2, x1 - x0), height: 7, rx: 3, fill: "var(--kind)", opacity }));
    };
    bar(event.possible, 0.25);
    if (event.certain) bar(event.certain, 0.35);
    const dot = make("g", { transform: `translate(${place})` });
    symbol(dot, event, 5);
    group.append(make("title", {}, `${event.title}, ${event.when}`), dot);
    group.addEventListener("click", () => select(event.id));
    group.place = place;
    bars.set(event, group);
    return group;
  }
  // A lane with more events in sight than MANY, of which more than FEW would lie over others, is a band.
  const MANY = 60, FEW = 5, COLUMN = 2, SHADES = 5;
  const isBand = (lane) => lane.inSight.length > MANY && lane.over > FEW;
  // A lane as a band: the darker, the more events there are in each two points; paler out of range.
  function bandOf(lane, [top, below]) {
    const columns = Math.ceil(span() / COLUMN), changes = [0, 1].map(() => new Array(columns + 1).fill(0));
    for (const event of lane.inSight) {
      // Rounded alike, so that of two days one ends where the other begins.
      const [from, to] = event.possible.map((secs) => Math.round((xOf(secs) - GUTTER) / COLUMN));
      const first = Math.min(from, columns - 1), end = Math.max(Math.min(to, columns), first + 1);
      for (const counts of event.match === "out" ? [changes[0]] : changes) { counts[first] += 1; counts[end] -= 1; }
    }
    const [all, shown] = changes.map((counts) => counts.map((sum => (change) => sum += change)(0)));
    const most = largest([2, ...all]), y = top + 3, height = below - top - 6;
    const shade = (count) => 0.28 + 0.72 * Math.round(Math.log(count) / Math.log(most) * SHADES) / SHADES;
    const group = make("g", { class: `bar ${lane.inSight[0].kind}` }, make("title", {}, `${lane.inSight[0].lane}: ${lane.inSight.length} events`));
    const opacity = (column) => shown[column] ? shade(shown[column]) : all[column] ? 0.3 * shade(all[column]) : 0;
    for (let column = 0, next; column < columns; column = next) {
      for (next = column + 1; next < columns && opacity(next) === opacity(column); next += 1);
      const x = GUTTER + column * COLUMN, width = (next - column) * COLUMN;
      if (opacity(column)) group.append(make("rect", { x, y, width, height, fill: "var(--kind)", opacity: opacity(column).toFixed(2) }));
    }
    // The nearest event is chosen; of several again the next.
    group.addEventListener("click", (click) => {
      const x = click.clientX - line.getBoundingClientRect().x, away = (event) => Math.abs(xOf(event.possible[0]) - x);
      const able = lane.inSight.some((event) => event.match !== "out") ? lane.inSight.filter((event) => event.match !== "out") : lane.inSight;
      const nearest = smallest(able.map(away)), near = able.filter((event) => away(event) < nearest + COLUMN);
      select(near[(near.findIndex((event) => event.id === state.selected) + 1) % near.length].id);
    });
    return group;
  }
  // In which row of its lane each bar is, so that none lies over another while there are rows, and where lanes begin.
  function placesOfBars() {
    const ends = lanes.map(() => []), crowds = lanes.map(() => ({ inSight: [], over: 0 }));
    let bars = [];
    for (const event of events) {
      if (!event.possible || event.possible[1] < time[0] || event.possible[0] > time[1]) continue;
      const x = xOf(event.certain ? event.certain[0] : event.possible[0]) + 5;
      const from = xOf(event.possible[0]) - 3, to = Math.max(xOf(event.possible[1]), x + 6) + 3;
      const rows = ends[laneOf.get(event.lane)], crowd = crowds[laneOf.get(event.lane)];
      let row = rows.findIndex((end) => end <= from);
      crowd.inSight.push(event);
      crowd.over += row < 0 && rows.length >= MOST_ROWS;
      if (row < 0) row = rows.length < MOST_ROWS ? rows.length : rows.indexOf(smallest(rows));
      rows[row] = Math.max(to, rows[row] || 0);
      bars.push([event, x, row]);
    }
    const rows = ends.map((rows, lane) => isBand(crowds[lane]) ? 1 : Math.max(1, rows.length)), tops = [TOP];
    for (const count of rows) tops.push(tops[tops.length - 1] + Math.max(LANE, count * ROW + 6));
    // Of a band only the selected event has its bar.
    bars = bars.filter(([event]) => !isBand(crowds[laneOf.get(event.lane)]) || event.id === state.selected);
    bars = bars.map(([event, x, row]) => [event, x, isBand(crowds[laneOf.get(event.lane)]) ? 0 : row]);
    return { bars, rows, tops, crowds };
  }
  function drawTimeline() {
    if (!hasTime) {
      line.textContent = total ? "No event has a date" : "No events in this story";
      return;
    }
    const places = placesOfBars();
    const tall = places.tops[lanes.length] + 4;
    const drawing = make("svg", { height: tall, "aria-hidden": "true" });
    const [from, to] = state.window.map(xOf);
    drawing.append(make("rect", { x: from, y: 18, width: Math.max(0, to - from), height: tall - 18, fill: "var(--accent)", opacity: 0.08 }));
    const days = (time[1] - time[0]) / 86400, every = [1, 2, 7, 14, 30, 91, 365, 3650, 36500].find((n) => span() / (days / n) > 34) || 365000;
    const ticks = [];
    if (every < 365) {
      for (let secs = Math.ceil((time[0] + offset) / 86400 / every) * 86400 * every - offset; secs < time[1]; secs += 86400 * every) ticks.push(secs);
    } else {
      // Years begin where the calendar has it.
      const years = every / 365, begins = (year) => new Date(0).setUTCFullYear(year, 0, 1) / 1000 - offset;
      for (let year = Math.ceil(day(time[0]).y / years) * years; begins(year) < time[1]; year += years) {
        if (begins(year) >= time[0]) ticks.push(begins(year));
      }
    }
    for (const secs of ticks) {
      const x = xOf(secs), { y, m, d } = day(secs);
      drawing.append(make("path", { d: `M${x} 16V${tall}`, stroke: "var(--rule)" }));
      drawing.append(make("text", { x: x + 3, y: 12 }, every > 300 ? String(y) : d <= every || secs - time[0] < 86400 * every ? `${d} ${MONTHS[m]}` : String(d)));
    }
    lanes.forEach((lane, place) => {
      const [y, below] = [places.tops[place], places.tops[place + 1]];
      drawing.append(make("text", { class: "lane", x: 2, y: (y + below) / 2 + 4 }, lane), make("path", { d: `M0 ${below}H${GUTTER + span()}`, stroke: "var(--rule)" }));
    });
    bars.clear();
    banded = places.crowds.map(isBand);
    places.crowds.forEach((crowd, lane) => {
      if (banded[lane]) drawing.append(bandOf(crowd, [places.tops[lane], places.tops[lane + 1]]));
    });
    for (const [event, x, row] of places.bars) {
      const lane = laneOf.get(event.lane), free = places.tops[lane + 1] - places.tops[lane] - places.rows[lane] * ROW;
      drawing.append(barOf(event, [x, places.tops[lane] + free / 2 + (row + 0.5) * ROW]));
    }
    handles.forEach((handle, which) => {
      handle.style.left = `${which ? to : from}px`;
      handle.setAttribute("aria-valuenow", Math.round(state.window[which]));
      handle.setAttribute("aria-valuetext", moment(state.window[which]));
    });
    beyond.forEach((button, which) => {
      const count = beyondEvents(which).length, words = `${count} ${which ? "later" : "earlier"} event${count === 1 ? "" : "s"}`;
      button.hidden = count === 0;
      button.textContent = which ? `${words} ›` : `‹ ${words}`;
      button.style[which ? "right" : "left"] = which ? "0" : `${GUTTER}px`;
    });
    const old = $("svg", line);
    old ? old.replaceWith(drawing) : line.append(drawing, ...handles, ...beyond);
  }

  // ---- playing, keys, tabs
  let timer = null;
  const playButton = $("#play");
  function play(on) {
    clearInterval(timer);
    timer = null;
    if (on) {
      const shown = shownEvents();
      if (shown.length && shown[shown.length - 1].id === state.selected) state.selected = null;
      step(1);
      timer = setInterval(() => step(1) || play(false), 2000);
    }
    playButton.textContent = on ? "❚❚" : "▶";
    playButton.setAttribute("aria-pressed", on);
    playButton.setAttribute("aria-label", on ? "Pause" : "Play");
  }
  playButton.onclick = () => play(!timer);
  $("#before").onclick = () => step(-1);
  $("#after").onclick = () => step(1);
  $("#all").onclick = () => { state.window = given.window; state.until = given.until; update(); };
  for (const event of events) $("button", event.row).onclick = () => select(event.id);
  const tabs = all("[role=tab]");
  for (const tab of tabs) tab.onclick = () => {
    for (const other of tabs) {
      other.setAttribute("aria-selected", other === tab);
      $(`#${other.getAttribute("aria-controls")}`).hidden = other !== tab;
    }
  };
  for (const chapter of all("#chapters button")) chapter.onclick = () => {
    const [start, end] = numbers(chapter.dataset.window);
    setWindow(start, end);
    select(chapter.dataset.selected || null);
  };
  $("#theme").onclick = () => {
    const root = document.documentElement;
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
  };
  if (matchMedia("(prefers-color-scheme: dark)").matches) document.documentElement.dataset.theme = "dark";
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onButton = event.target.closest("button, a");
    if (event.key === "ArrowRight") step(1);
    else if (event.key === "ArrowLeft") step(-1);
    else if (event.key === "Escape") select(null);
    else if (event.key === " " && !onButton) play(!timer);
    else if (event.key === "+" || event.key === "=") zoomBy(1.5);
    else if (event.key === "-") zoomBy(1 / 1.5);
    else if (event.key === "0") $("#fit").click();
    else return;
    event.preventDefault();
  });
  // Whoever has not moved the map sees all of it when the screen is turned.
  addEventListener("resize", () => {
    const { x, y, zoom } = opened;
    if (frame.x === x && frame.y === y && frame.zoom === zoom) open();
    place();
    drawTimeline();
  });
  // A small screen has no room for all: it opens with the selected event, or the first chapter, in the middle.
  const isSmall = matchMedia("(max-width: 900px)");
  function centre(event) {
    if (!event?.at) return;
    const zoom = Math.max(frame.zoom, 1);
    frame = { x: event.at[0] - width / zoom / 2, y: event.at[1] - height / zoom / 2, zoom };
    opened = { ...frame };
  }
  addEventListener("beforeprint", () => { document.documentElement.dataset.theme = "light"; });
  update();
  select(state.selected);
  if (isSmall.matches && !state.selected) $("#chapters button")?.click();
  // The timeline has taken its room now.
  open();
  if (isSmall.matches) centre(byId.get(state.selected));
  drawMap();
})();
