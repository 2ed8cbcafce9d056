// Casualty figures as intervals, and events on a time line. Reports of background events are never mixed with the focal ones.

const MANY = 80;

function drawFigures(section) {
  forgetCharts(section);
  const shown = new Set(shownClaims().map((claim) => claim.index));
  const reports = casualties.filter((report) => shown.has(report.claim) && report.event !== null);
  const of = (role) => events.filter((event) => event.corpus_role === role && reports.some((report) => report.event === event.index));
  const focal = of("focal");
  const background = of("background");
  const toggle = el("input", { type: "checkbox", id: "background", checked: state.background === "yes",
    onchange: (event) => go({ background: event.target.checked ? "yes" : null }, { focus: "#background" }) });
  fill(section,
    el("h2", { id: "figures-title" }, "How many were harmed, according to whom?"),
    el("p", { class: "lead" }, "Each bar is what one report says, from the lowest to the highest number that its words allow. No best figure is chosen and no reports are added up. Choose a bar to see the words and the source."),
    figureLegend(),
    focal.length ? focal.map((event) => eventFigures(event, reports)) : el("p", { class: "notice" }, noFocal(reports)),
    background.length ? el("p", { class: "toggle" }, toggle, el("label", { for: "background" }, `Show background events (${background.length}), each by itself`)) : null,
    state.background === "yes" && background.length ? [el("h2", { class: "background-title" }, "Background events"), background.map((event) => eventFigures(event, reports))] : null);
  drawPending(section);
}

function noFocal(reports) {
  if (!casualties.length) return "This package has no casualty reports.";
  return reports.length ? "No report of a focal event passes the filters." : "No report passes the filters.";
}

function figureLegend() {
  const item = (shape, label) => el("li", null, el("span", { class: `key key-${shape}`, "aria-hidden": "true" }), label);
  return el("ul", { class: "inline key-list" },
    item("own", "article’s own words"), item("named", "named source"), item("unnamed", "unnamed source: hollow"),
    item("open", "arrow: the words set no limit"));
}

function eventFigures(event, reports) {
  const own = reports.filter((report) => report.event === event.index);
  const harms = Object.keys(DATA.terms.harm).filter((harm) => own.some((report) => report.harm === harm));
  const highest = Math.max(0, ...own.map((report) => report.upper ?? report.lower ?? 0));
  const top = Math.max(4, Math.ceil(highest * 1.15) + 1);
  return el("section", { class: "event-figures", "data-event": event.id },
    el("h3", null, event.label, " ", el("span", { class: "muted" }, event.corpus_role === "focal" ? "" : "background")),
    harms.map((harm) => harmFigures(event, harm, ordered(own.filter((report) => report.harm === harm)), top)),
    tollTable(event));
}

/** Highest figure first; no figure last; what is counted within a report directly after it. */
function ordered(reports) {
  const inside = new Set(reports.map((report) => report.index));
  const key = (report) => [report.lower ?? report.upper ?? -1, report.upper === null && report.lower !== null ? 1 : 0];
  const tops = reports.filter((report) => !inside.has(report.subset_of))
    .sort((a, b) => key(b)[0] - key(a)[0] || key(a)[1] - key(b)[1] || a.index - b.index);
  const below = (report) => reports.filter((other) => other.subset_of === report.index).flatMap((other) => [other, ...below(other)]);
  return tops.flatMap((report) => [report, ...below(report)]);
}

function harmFigures(event, harm, reports, top) {
  const body = el("tbody");
  const foot = longList(body, reports, (report, i) => reportRow(report, reports[i - 1]), MANY, "reports");
  const drawn = reports.slice(0, MANY);
  const chart = el("div", { class: "chart", "data-chart": `${event.id}/${harm}`, "aria-hidden": "true" });
  chart.pending = { kind: "figures", rows: drawn.map((report, row) => chartRow(report, row, top)), parameters: { first: 0, last: top, steps: top },
    columns: [0.265, 0.255, 0.15], open: (row) => open(claims[casualties[row.report].claim]) };
  return el("div", { class: "harm" },
    el("h4", null, words(harm), " ", el("span", { class: "muted" }, `${reports.length} ${reports.length === 1 ? "report" : "reports"}`)),
    drawn.length < reports.length ? el("p", { class: "muted" }, `The chart shows the first ${MANY} of ${reports.length.toLocaleString("en")}; filter to narrow, or see the table.`) : null,
    chart,
    el("details", { class: "as-table" }, el("summary", null, "The same as a table"),
      el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `${words(harm)}, as a table` },
        el("table", null,
          el("thead", null, el("tr", null, ["Figure", "Words", "Whom", "According to", "Article", "How sure"].map((head) => el("th", { scope: "col" }, head)))),
          body)),
      foot));
}

/** The tolls of an event, policy by harm: what the reports together allow, never one of them chosen. */
function tollTable(event) {
  const own = tolls.filter((toll) => toll.event === event.index);
  if (!own.length) return null;
  const harms = Object.keys(DATA.terms.harm).filter((harm) => own.some((toll) => toll.harm === harm));
  const cell = (toll) => {
    if (!toll || toll.claims === 0) return el("td", { class: "muted" }, "no claim");
    const counts = [[toll.claims, "claim"], [toll.articles, "article"], [toll.origins, "origin"]];
    return el("td", null, figureText({ lower: toll.low, upper: toll.high }),
      el("span", { class: "muted block-note" }, counts.map(([count, noun]) => `${count} ${noun}${count === 1 ? "" : "s"}`).join(", ")));
  };
  return el("details", { class: "as-table tolls" }, el("summary", null, "Tolls under named policies"),
    el("p", { class: "muted small" }, "Every report of this event is weighed, whatever the filters show. An origin is one statement, however many articles repeat it."),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `Tolls of ${event.label}` }, el("table", null,
      el("thead", null, el("tr", null, el("th", { scope: "col" }, "Policy"), harms.map((harm) => el("th", { scope: "col" }, words(harm))))),
      el("tbody", null, Object.entries(DATA.policies).map(([policy, meaning]) => el("tr", null,
        el("th", { scope: "row" }, words(policy), el("span", { class: "muted block-note" }, meaning)),
        harms.map((harm) => cell(own.find((toll) => toll.harm === harm && toll.policy === policy)))))))));
}

function chartRow(report, row, top) {
  const claim = claims[report.claim];
  const empty = report.lower === null && report.upper === null;
  const point = !empty && report.lower === report.upper;
  const from = empty ? null : report.lower ?? 0;
  const to = empty ? null : report.upper ?? top * 0.96;
  const who = `${sourceOf(claim)}${claim.source === "unnamed" ? ", unnamed" : ""}`;
  const doubt = claim.certainty === "certain" ? "" : `${certaintyWords(claim)}: `;
  const label1 = `${report.subset_of === null ? "" : "of whom "}${doubt}${report.victims_text || report.quantity_text}`;
  const label3 = articleLabel(articles[claim.article]);
  return {
    row, report: report.index, from, to, point, source: claim.source,
    left: !empty && report.lower === null, right: !empty && report.upper === null, hollow: claim.source === "unnamed",
    empty: empty ? `no figure: ${quoted(report.quantity_text || words(report.quantity_form))}` : null,
    dim: report.subset_of !== null, claim: claim.index,
    label1, label2: who, label3, below: `${who} · ${label3}`,
  };
}

function reportRow(report, before) {
  const claim = claims[report.claim];
  const figure = figureText(report);
  return el("tr", { class: report.subset_of === null ? "" : "subset" },
    el("th", { scope: "row", class: before && figureText(before) === figure ? "again" : "" }, figure, report.subset_of === null ? "" : " (counted within another report)"),
    el("td", null, claimLink(claim, quoted(report.victims_text || report.quantity_text || ""))),
    el("td", null, words(report.victim_class)),
    el("td", null, sourceOf(claim), claim.source === "unnamed" ? [" ", el("span", { class: "tag source-unnamed" }, "unnamed")] : null),
    el("td", null, articleLabel(articles[claim.article])),
    el("td", null, certaintyTag(claim), claim.polarity === "negative" ? " negative" : ""));
}

function drawPending(section) {
  for (const chart of section.querySelectorAll(".chart")) {
    if (chart.pending) drawChart(chart, chart.pending);
    chart.pending = null;
  }
}

// ---- events

const DAY = 86400000;
const RANGES = { weeks: "Weeks around", months: "Half a year", all: "All years" };

function drawTimeline(section) {
  forgetCharts(section);
  const dated = events.filter((event) => event.start || event.end);
  const undated = events.filter((event) => !event.start && !event.end);
  const range = RANGES[state.range] ? state.range : "months";
  const [first, last] = rangeDays(range, dated);
  const near = dated.filter((event) => day(event.end, 1, Infinity) > first && day(event.start, 0, -Infinity) < last);
  const chart = el("div", { class: "chart", "data-chart": "timeline", "aria-hidden": "true" });
  chart.pending = { kind: "timeline", rows: near.map((event, row) => timelineRow(event, row, first, last)), parameters: { first, last },
    columns: [0.37, 0.2, 0], open: (row) => go({ view: "claims", event: events[row.event].id, claim: null }) };
  fill(section,
    el("h2", { id: "timeline-title" }, "Events in time"),
    el("p", { class: "lead" }, "A bar lasts from the first to the last day. A hollow bar is a time within which the event lies; an arrow, an end that is open or lies outside the chart."),
    el("div", { class: "choices", role: "group", "aria-label": "Range" }, Object.entries(RANGES).map(([key, label]) =>
      el("button", { type: "button", "aria-pressed": String(key === range), "data-range": key, onclick: () => go({ range: key }, { focus: `[data-range="${key}"]` }) }, label))),
    near.length ? chart : el("p", { class: "notice" }, "No event is dated within this range."),
    near.length < dated.length ? el("p", { class: "muted" }, `${dated.length - near.length} dated events lie outside this range.`) : null,
    eventTable([...dated, ...undated]));
  drawPending(section);
}

function day(date, plus, open) {
  return date === null ? open : Date.parse(`${date}T00:00:00Z`) + plus * DAY;
}

function rangeDays(range, dated) {
  const bounds = dated.flatMap((event) => [day(event.start, 0, NaN), day(event.end, 1, NaN)]).filter((time) => !Number.isNaN(time));
  const focal = dated.filter((event) => event.corpus_role === "focal" && event.start).map((event) => day(event.start, 0, 0));
  const anchor = focal.length ? Math.min(...focal) : Math.max(...bounds);
  const until = focal.length ? Math.max(...focal) : anchor;
  if (range === "weeks") return [anchor - 14 * DAY, until + 4 * DAY];
  if (range === "months") return [anchor - 150 * DAY, until + 21 * DAY];
  const span = Math.max(...bounds) - Math.min(...bounds);
  return [Math.min(...bounds) - span * 0.02 - DAY, Math.max(...bounds) + span * 0.02 + DAY];
}

function timelineRow(event, row, first, last) {
  const start = day(event.start, 0, -Infinity);
  const end = day(event.end, 1, Infinity);
  const from = Math.max(start, first);
  const to = Math.min(end, last);
  const slim = (to - from) / (last - first) < 0.012 && start >= first && end <= last;
  return {
    row, event: event.index, role: event.corpus_role, hollow: event.shape === "within", dim: event.corpus_role !== "focal",
    from: slim ? (from + to) / 2 : from, to, point: slim, left: start < first, right: end > last,
    label1: event.label, label2: event.date_edtf || "", label3: "", below: event.date_edtf || "",
  };
}

function eventTable(list) {
  const times = new Map(events.map((event) => [event.index, new Map()]));
  const counts = new Map();
  for (const claim of claims) {
    if (claim.event === null) continue;
    counts.set(claim.event, (counts.get(claim.event) || 0) + 1);
    if (claim.time_edtf && claim.time_text) {
      const said = times.get(claim.event);
      const entry = said.get(claim.time_edtf) || [];
      entry.push(claim);
      said.set(claim.time_edtf, entry);
    }
  }
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Events as a table" }, el("table", null,
    el("thead", null, el("tr", null, ["Event", "Date", "Dates in its claims", "Place", "Claims"].map((head) => el("th", { scope: "col" }, head)))),
    el("tbody", null, list.map((event) => el("tr", null,
      el("th", { scope: "row" }, event.label, el("span", { class: "muted block-note" }, `${words(event.event_type)}${event.corpus_role === "focal" ? ", focal" : ""}`)),
      el("td", { class: "date" }, event.date_edtf || el("span", { class: "muted" }, "not dated")),
      el("td", null, [...times.get(event.index)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([edtf, said]) => el("span", { class: "dated-by" },
        `${edtf} `, said.slice(0, 6).map((claim) => [claimLink(claim, articles[claim.article].key, { "aria-label": `${articles[claim.article].key}: ${quoteOf(claim)}` }), " "])))),
      el("td", null, event.place || ""),
      el("td", { class: "number" }, counts.get(event.index) ? el("a", { href: hashWith({ view: "claims", event: event.id, claim: null }), "aria-label": `${counts.get(event.index)} claims about ${event.label}` }, String(counts.get(event.index))) : "0"))))));
}
