// State lives in the address (#view=…&claim=…), so that every view, filter and claim has a link of its own.

const VIEWS = {
  figures: drawFigures, articles: drawArticles, claims: drawClaims, timeline: drawTimeline,
  disagreements: drawDisagreements, actors: drawActors, about: drawAbout,
};
const FILTERS = ["q", "in", "type", "certainty", "polarity", "source", "event", "origin"];
const FILTERED = new Set(["figures", "articles", "claims"]);
const KEYS = ["view", "article", "claim", "background", "range", "cell", "differs", ...FILTERS];
const drawn = new Map();
let state = {};
let shown = { key: null, claims: [] };
let wantsFocus = null;
let opener = null;
let closed = null;

function readState() {
  const given = new URLSearchParams(location.hash.slice(1));
  const next = Object.fromEntries(KEYS.map((key) => [key, given.get(key) || null]));
  const claim = claimById.get(next.claim);
  if (!claim) next.claim = null;
  if (!VIEWS[next.view]) next.view = claim ? "articles" : "figures";
  if (claim && next.view === "articles") next.article = articles[claim.article].id;
  return next;
}

function hashWith(changes) {
  const next = { ...state, ...changes };
  const parameters = new URLSearchParams();
  for (const key of KEYS) if (next[key]) parameters.set(key, next[key]);
  return `#${parameters}`;
}

function go(changes, { focus = null, replace = false } = {}) {
  wantsFocus = focus;
  const hash = hashWith(changes);
  if (hash !== location.hash) history[replace ? "replaceState" : "pushState"](null, "", hash);
  render();
}

function open(claim) {
  opener = document.activeElement;
  const inText = opener && opener.closest && opener.closest("#view-articles .text");
  go({ claim: claim.id }, { focus: inText && !isPhone() ? null : "panel" });
}

function closePanel() {
  closed = claimById.get(state.claim) || closed;
  go({ claim: null }, { focus: "opener" });
}

// ---- filters

function passes(claim) {
  if (state.in && articles[claim.article].id !== state.in) return false;
  if (state.type && claim.claim_type !== state.type) return false;
  if (state.certainty && claim.certainty !== state.certainty) return false;
  if (state.polarity && claim.polarity !== state.polarity) return false;
  if (state.source && claim.source !== state.source) return false;
  if (state.event && (claim.event === null || events[claim.event].id !== state.event)) return false;
  if (state.origin) {
    const origin = originOf(claim);
    if (!origin || origin.actor === null || actors[origin.actor].id !== state.origin) return false;
  }
  return !state.q || fold(state.q).split(/\s+/).filter(Boolean).every((word) => haystack(claim).includes(word));
}

function filterKey() {
  return FILTERS.map((key) => state[key] || "").join("\u0000");
}

function shownClaims() {
  if (shown.key !== filterKey()) shown = { key: filterKey(), claims: claims.filter(passes) };
  return shown.claims;
}

function drawFilters() {
  const form = document.getElementById("filter-form");
  const select = (key, label, options) => {
    if (state[key] && !options.some(([value]) => value === state[key])) options.push([state[key], state[key]]);
    return el("label", { class: "field" }, el("span", null, label),
      el("select", { name: key, onchange: (event) => go({ [key]: event.target.value || null }) },
        el("option", { value: "" }, "any"), options.map(([value, text]) => el("option", { value }, text))));
  };
  const used = (key) => new Set(claims.map((claim) => claim[key]));
  const terms = (vocabulary, key) => { const present = used(key); return Object.keys(DATA.terms[vocabulary]).filter((term) => present.has(term)).map((term) => [term, words(term)]); };
  let timer = null;
  fill(form,
    el("label", { class: "field wide" }, el("span", null, "Words"),
      el("input", { type: "search", name: "q", autocomplete: "off", placeholder: "in statements, quotes, sources",
        oninput: (event) => { clearTimeout(timer); timer = setTimeout(() => go({ q: event.target.value.trim() || null }, { replace: true }), 150); } })),
    select("in", "Article", articles.map((article) => [article.id, `${articleLabel(article)} · ${article.title || ""}`])),
    select("type", "Type", terms("claim_type", "claim_type")),
    select("certainty", "How sure", terms("certainty", "certainty")),
    select("polarity", "Polarity", terms("polarity", "polarity")),
    select("source", "Source", Object.entries(SOURCE_WORDS)),
    select("event", "Event", events.map((event) => [event.id, event.label])),
    select("origin", "Said by", actors.filter((actor) => actor.said).map((actor) => [actor.id, actor.name])),
    el("button", { type: "button", id: "clear-filters", onclick: () => go(Object.fromEntries(FILTERS.map((key) => [key, null]))) }, "Clear"));
  form.addEventListener("submit", (event) => event.preventDefault());
}

function syncFilters() {
  const box = document.getElementById("filters");
  box.hidden = !FILTERED.has(state.view);
  const form = document.getElementById("filter-form");
  for (const key of FILTERS) {
    const field = form.elements[key];
    if (field !== document.activeElement || field.tagName === "SELECT") field.value = state[key] || "";
  }
  const active = FILTERS.some((key) => state[key]);
  document.getElementById("clear-filters").disabled = !active;
  const total = claims.length.toLocaleString("en");
  document.getElementById("filter-count").textContent = active ? `${shownClaims().length.toLocaleString("en")} of ${total} claims` : `${total} claims`;
  if (active && !box.dataset.touched && !isPhone()) box.open = true;
}

// ---- drawing

/** What a view's picture depends on; it is drawn again only when this changes. */
function viewKey(view) {
  const parts = { figures: [state.background], articles: [state.article], timeline: [state.range], disagreements: [state.cell, state.differs] }[view] || [];
  if (FILTERED.has(view)) parts.push(filterKey());
  return parts.join("\u0001");
}

function render() {
  const before = state;
  state = readState();
  for (const link of document.querySelectorAll("#views a")) {
    const view = new URLSearchParams(link.hash.slice(1)).get("view");
    link.toggleAttribute("aria-current", false);
    if (view === state.view) link.setAttribute("aria-current", "page");
    const kept = Object.fromEntries(FILTERS.map((key) => [key, state[key]]));
    link.href = hashWith({ view, claim: null, ...kept, cell: null });
  }
  syncFilters();
  for (const view of Object.keys(VIEWS)) {
    const section = document.getElementById(`view-${view}`);
    section.hidden = view !== state.view;
    if (section.hidden || drawn.get(view) === viewKey(view)) continue;
    VIEWS[view](section);
    drawn.set(view, viewKey(view));
  }
  const chosen = claimById.get(state.claim) || null;
  if (before.claim !== state.claim || before.view !== state.view || !panel.hasChildNodes()) drawPanel(chosen);
  lockPage(chosen !== null && isPhone());
  markChosen();
  markCharts();
  moveFocus(before, chosen);
}

function moveFocus(before, chosen) {
  const wanted = wantsFocus;
  wantsFocus = null;
  const changed = chosen && before.claim !== state.claim;
  if (changed && state.view === "articles" && wanted !== "panel") {
    const piece = piecesOf(chosen)[0];
    if (piece && !isPhone()) piece.scrollIntoView({ block: before.view === "articles" && before.article === state.article ? "nearest" : "center" });
  }
  if (wanted === "text" && chosen) {
    if (isPhone()) panelTitle();
    else focusClaim(chosen);
  } else if (chosen && (wanted === "panel" || (changed && (panelHadFocus(before) || isPhone())))) panelTitle();
  else if (wanted === "opener") returnFocus();
  else if (wanted && /^[#[]/.test(wanted) && document.querySelector(wanted)) document.querySelector(wanted).focus({ preventScroll: true });
  else if (before.view && before.view !== state.view && !chosen) {
    document.getElementById(`${state.view}-title`).setAttribute("tabindex", "-1");
    document.getElementById(`${state.view}-title`).focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }
}

function panelHadFocus(before) {
  return Boolean(before.view) && (document.activeElement === document.body || panel.contains(document.activeElement));
}

function panelTitle() {
  const title = document.getElementById("panel-title");
  if (title) title.focus({ preventScroll: true });
  panel.scrollTop = 0;
}

function returnFocus() {
  const section = document.getElementById(`view-${state.view}`);
  const again = closed && [...section.querySelectorAll(`[data-claim="${closed.index}"]`)].find((node) => node.offsetParent !== null);
  if (opener && opener.isConnected && opener !== document.body && opener.offsetParent !== null) opener.focus();
  else if (again) again.focus();
  else document.getElementById("main").focus({ preventScroll: true });
  opener = null;
}

/** On a phone the panel covers the page; what lies under it must not take the focus. */
function lockPage(locked) {
  for (const part of [document.querySelector(".masthead"), document.querySelector(".column")]) part.inert = locked;
  document.body.classList.toggle("locked", locked);
}

function isPhone() {
  return window.matchMedia("(max-width: 1000px)").matches;
}

// ---- theme and keys

function setUpTheme() {
  const button = document.getElementById("theme");
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  const label = () => { button.textContent = isDark() ? "Light" : "Dark"; button.setAttribute("aria-label", `Switch to ${isDark() ? "light" : "dark"} colours`); };
  const remembered = (write) => { try { return write ? localStorage.setItem("reportedly-theme", write) : localStorage.getItem("reportedly-theme"); } catch { return null; } };
  const saved = remembered();
  if (saved === "dark" || saved === "light") root.dataset.theme = saved;
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remembered(root.dataset.theme);
    label();
  });
  dark.addEventListener("change", label);
  label();
}

function keys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.closest && event.target.closest("input, select, textarea");
  if (event.key === "Escape" && state.claim) closePanel();
  else if (typing) return;
  else if (event.key === "/") {
    event.preventDefault();
    const box = document.getElementById("filters");
    if (!FILTERED.has(state.view)) go({ view: "claims", claim: null });
    setTimeout(() => {
      box.open = true;
      document.getElementById("filter-form").elements.q.focus();
    });
  } else if ((event.key === "j" || event.key === "k") && state.view === "articles") {
    event.preventDefault();
    stepClaim(event.key === "j" ? 1 : -1);
  }
}

/** Links change the state at once; with a modifier key they are plain links, to open in another tab. */
function follow(event) {
  const link = event.target.closest && event.target.closest('a[href^="#"]:not(.skip)');
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (link.dataset.claim) {
    if (!panel.contains(link)) opener = link;
    go({ claim: claims[link.dataset.claim].id }, { focus: "panel" });
  } else {
    history.pushState(null, "", link.hash);
    render();
  }
}

function start() {
  setUpTheme();
  drawFilters();
  document.getElementById("views").hidden = false;
  const box = document.getElementById("filters");
  box.querySelector("summary").addEventListener("click", () => { box.dataset.touched = "yes"; });
  document.addEventListener("keydown", keys);
  document.getElementById("view-articles").addEventListener("keydown", textKeys);
  document.addEventListener("click", follow);
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("main").focus();
  });
  window.addEventListener("hashchange", render);
  window.matchMedia("(max-width: 1000px)").addEventListener("change", () => lockPage(Boolean(state.claim) && isPhone()));
  render();
  document.documentElement.dataset.ready = "yes";
}

start();
