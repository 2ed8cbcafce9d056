// Lists: claims that pass the filters, disagreements between articles, actors, and what the page is.

function claimRow(claim) {
  return el("li", { class: "claim-row" },
    claimLink(claim, claim.statement, { class: "claim-statement" }),
    el("span", { class: "claim-quote", lang: articles[claim.article].language }, quoted(quoteOf(claim))),
    el("span", { class: "claim-facts" }, articleLabel(articles[claim.article]), " · ", words(claim.claim_type), " · ",
      sourceOf(claim), claim.source === "unnamed" ? [" ", el("span", { class: "tag source-unnamed" }, "unnamed")] : null, " · ", certaintyTag(claim),
      claim.polarity === "negative" ? " · negative" : ""));
}

function drawClaims(section) {
  const shown = shownClaims();
  const list = el("ol", { class: "claim-list" });
  const foot = longList(list, shown, claimRow, 100, "claims");
  fill(section, el("h2", { id: "claims-title" }, "Claims"),
    shown.length ? [list, foot] : el("p", { class: "notice" }, "No claim passes the filters."));
}

// ---- disagreements

const MOST_ARTICLES = 40;

function drawDisagreements(section) {
  const all = disagreements.map((relation) => ({ relation, one: claims[relation.claim], other: claims[relation.other] }));
  const differing = all.filter(({ relation }) => weightOf(relation.relation) === weightOf("differs"));
  const pairs = state.differs === "yes" ? all : all.filter((pair) => !differing.includes(pair));
  const cells = new Map();
  for (const pair of pairs) {
    const key = cellKey(pair.one.article, pair.other.article);
    if (!cells.has(key)) cells.set(key, []);
    cells.get(key).push(pair);
  }
  const chosen = cells.has(state.cell) ? state.cell : null;
  const shownPairs = [...(chosen ? cells.get(chosen) : pairs)].sort((a, b) => weightOf(a.relation.relation || "contradicts") - weightOf(b.relation.relation || "contradicts"));
  const list = el("div", { class: "pairs" });
  const foot = longList(list, shownPairs, pairCard, 50, "pairs");
  fill(section,
    el("h2", { id: "disagreements-title" }, "Where the articles disagree"),
    el("p", { class: "lead" }, "How often a claim of one article contradicts or distorts one of another, by review or by its figures. Choose a number to see both quotes side by side."),
    differing.length ? el("p", { class: "toggle" },
      el("input", { type: "checkbox", id: "differs", checked: state.differs === "yes", onchange: (event) => go({ differs: event.target.checked ? "yes" : null, cell: null }, { focus: "#differs" }) }),
      el("label", { for: "differs" }, `Count also the ${differing.length} pairs that differ and are not comparable`)) : null,
    pairs.length === 0 ? el("p", { class: "notice" }, "No two claims of this package contradict or distort one another.")
      : [
        DATA.disagreementsLeftOut ? el("p", { class: "notice" }, `${DATA.disagreementsLeftOut.toLocaleString("en")} computed pairs are left out of this page; the view disagreements has them all.`) : null,
        matrix(cells, chosen),
        el("p", { class: "pairs-head", role: "status" }, chosen ? [`${cellName(chosen)}: ${shownPairs.length} `, el("a", { href: hashWith({ cell: null }) }, "show all")] : `All ${pairs.length}`),
        list, foot,
      ]);
}

function cellKey(a, b) {
  return a < b ? `${a}.${b}` : `${b}.${a}`;
}

function cellName(key) {
  const [a, b] = key.split(".").map(Number);
  return a === b ? `${articleLabel(articles[a])} with itself` : `${articleLabel(articles[a])} and ${articleLabel(articles[b])}`;
}

/** Article by article; with few articles all of them, with many those that disagree most. */
function matrix(cells, chosen) {
  const weight = new Map();
  for (const [key, pairs] of cells) for (const at of new Set(key.split(".").map(Number))) weight.set(at, (weight.get(at) || 0) + pairs.length);
  const few = articles.length <= 12;
  const rows = few ? articles.map((article) => article.index)
    : [...weight].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_ARTICLES).map(([at]) => at).sort((a, b) => a - b);
  const cell = (a, b) => {
    const pairs = cells.get(cellKey(a, b)) || [];
    if (!pairs.length) return el("td", { class: a === b ? "number diagonal" : "number" }, a === b ? "" : el("span", { class: "muted" }, "0"));
    const key = cellKey(a, b);
    return el("td", { class: "number" }, el("button", { type: "button", class: `cell level-${Math.min(4, pairs.length)}`, "aria-pressed": String(key === chosen),
      "aria-label": `${cellName(key)}: ${pairs.length}`, "data-cell": key, onclick: () => go({ cell: key === chosen ? null : key }, { focus: `[data-cell="${key}"]` }) }, String(pairs.length)));
  };
  return [
    rows.length < weight.size ? el("p", { class: "muted" }, `The ${rows.length} articles with most disagreements of ${weight.size}.`) : null,
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Disagreements, article by article" }, el("table", { class: "matrix" },
      el("thead", null, el("tr", null, el("td"), rows.map((at) => el("th", { scope: "col" }, articleLabel(articles[at]))))),
      el("tbody", null, rows.map((a) => el("tr", null, el("th", { scope: "row" }, articleLabel(articles[a])), rows.map((b) => cell(a, b))))))),
  ];
}

function pairCard({ relation, one, other }) {
  return el("article", { class: `pair-card relation-${relation.relation || "contradicts"}` },
    el("p", { class: "relation" }, el("strong", null, relationWords(relation, true)),
      relation.dimension ? ` in ${words(relation.dimension)}` : "", relation.basis === "both" ? " · also by its figures" : "", relation.comparable === null ? "" : relation.comparable ? " · comparable" : " · not comparable"),
    el("div", { class: "pair" }, pairSide(one), pairSide(other)),
    relation.note ? el("p", { class: "line" }, relation.note) : null);
}

function pairSide(claim) {
  const side = quoteSide(claim, true);
  side.append(el("p", { class: "line muted" }, certaintyTag(claim), claim.polarity === "negative" ? " negative" : "",
    claim.figures.map((figure) => ` · ${figureText(figure)} ${words(figure.harm)}`)));
  return side;
}

// ---- actors

function drawActors(section) {
  const body = el("tbody");
  const slot = el("div");
  const status = el("span", { class: "muted", role: "status" });
  const search = el("input", { type: "search", id: "actor-search", autocomplete: "off", oninput: () => list() });
  function list() {
    const wanted = fold(search.value.trim());
    const found = actors.filter((actor) => !wanted || fold([actor.name, actor.id, ...actor.names.map((name) => name.name)].join("\n")).includes(wanted));
    fill(body);
    fill(slot, longList(body, found, actorRow, 100, "actors"));
    status.textContent = ` ${found.length} of ${actors.length}`;
  }
  fill(section,
    el("h2", { id: "actors-title" }, "Actors and how they are written"),
    el("p", { class: "finder" }, el("label", { for: "actor-search" }, "Find an actor or a spelling "), search, status),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Actors" }, el("table", { class: "actors" },
      el("thead", null, el("tr", null, ["Actor", "Kind", "Mentions", "Claims it makes", "Spellings, with count and articles"].map((head) => el("th", { scope: "col" }, head)))), body)),
    slot);
  list();
}

function actorRow(actor) {
  const spellings = new Map();
  for (const name of actor.names) {
    const entry = spellings.get(name.name) || { mentions: 0, keys: [], kinds: new Set() };
    entry.mentions += name.mentions;
    entry.keys.push(articles[name.article].key);
    entry.kinds.add(name.name_kind);
    spellings.set(name.name, entry);
  }
  const sorted = [...spellings].sort((a, b) => b[1].mentions - a[1].mentions || (a[0] < b[0] ? -1 : 1));
  const total = sorted.reduce((sum, [, entry]) => sum + entry.mentions, 0);
  return el("tr", { "data-actor": actor.id },
    el("th", { scope: "row" }, actor.name, actor.description ? el("span", { class: "muted block-note" }, actor.description) : null,
      actor.relations.map((relation) => el("span", { class: "muted block-note" }, actorRelationWords(actor, relation)))),
    el("td", null, words(actor.kind), actor.is_named || actor.kind.startsWith("unnamed") ? "" : ", unnamed", actor.country ? ` · ${actor.country}` : ""),
    el("td", { class: "number" }, String(total)),
    el("td", { class: "number" }, actor.said ? el("a", { href: hashWith({ view: "claims", origin: actor.id, claim: null }), "aria-label": `${actor.said} claims by ${actor.name}` }, String(actor.said)) : "0"),
    el("td", null, el("ul", { class: "spellings" }, sorted.map(([text, entry]) => el("li", null,
      quoted(text), el("span", { class: "muted" }, ` ${entry.mentions} · ${shorten(entry.keys)}`),
      entry.kinds.has("misnomer") ? el("span", { class: "tag", title: definition("name_kind", "misnomer") }, "misnomer") : null)))));
}

function shorten(keys) {
  return keys.length > 8 ? `${keys.slice(0, 6).join(", ")} and ${keys.length - 6} more articles` : keys.join(", ");
}

function actorRelationWords(actor, { subject, relation, object, note }) {
  const other = actors[subject === actor.index ? object : subject].name;
  const forward = subject === actor.index || DATA.symmetric.includes(relation);
  return `${forward ? words(relation) : `${other}: ${words(relation)} this actor`}${forward ? ` ${other}` : ""}${note ? ` (${note})` : ""}`;
}

// ---- about

function drawAbout(section) {
  const { description, licenses, version, contentHash, name } = DATA.package;
  const vocabulary = (title, key) => el("section", { class: "part" }, el("h3", null, title),
    el("dl", null, Object.entries(DATA.terms[key] || {}).map(([term, text]) => [el("dt", null, words(term)), el("dd", null, text)])));
  fill(section,
    el("h2", { id: "about-title" }, "About this page"),
    description ? el("p", { class: "lead" }, description) : null,
    el("dl", { class: "facts" },
      [["Package", name], ["Version", version], ["Licence of the data", (licenses || []).join(", ")], ["Content hash", contentHash]]
        .filter(([, value]) => value).map(([term, value]) => [el("dt", null, term), el("dd", null, value)])),
    el("p", null, "The texts belong to their publishers; each article says so at its head. The page is one file, works without a network and sends nothing."),
    el("p", null, "A number, a name or a date that an article does not state is left open. Claims are what articles say, not what happened."),
    el("section", { class: "part" }, el("h3", null, "Keys"), el("dl", null,
      [["/", "search"], ["j, k", "next and previous claim of the article"], ["Arrow keys", "from passage to passage, when the text has the focus"],
        ["Enter", "opens the claim; again on the same words, the next claim in them"], ["Esc", "closes the claim"]]
        .map(([key, text]) => [el("dt", null, el("kbd", null, key)), el("dd", null, text)]))),
    vocabulary("How sure", "certainty"), vocabulary("Type of claim", "claim_type"), vocabulary("Form of a quantity", "quantity_form"),
    vocabulary("Absence of harm", "absence"), vocabulary("Relation between claims", "claim_relation"));
}
