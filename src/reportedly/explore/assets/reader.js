// The articles: text with its claims marked. Colour and line say how sure and from whom; every claim is in reach of the keyboard.

const TEXT_KINDS = new Set(["title", "subtitle", "body", "caption", "link"]);

function drawArticles(section) {
  const article = articles.find((entry) => entry.id === state.article) || articles[0];
  if (!article) {
    fill(section, el("h2", { id: "articles-title" }, "Articles"), el("p", null, "This package has no articles."));
    return;
  }
  fill(section,
    el("h2", { id: "articles-title", class: "visually-hidden" }, "Articles"),
    articlePicker(article),
    legend(),
    el("article", { class: "text", lang: article.language, "data-article": article.index },
      articleHead(article),
      article.text === null ? withheld(article) : markedText(article)));
  markChosen();
}

function articlePicker(chosen) {
  const counts = new Map();
  for (const claim of shownClaims()) counts.set(claim.article, (counts.get(claim.article) || 0) + 1);
  const select = el("select", { id: "article-picker", onchange: (event) => go({ article: event.target.value, claim: null }, { focus: "#article-picker" }) },
    articles.map((article) => el("option", { value: article.id, selected: article === chosen },
      `${articleLabel(article)} · ${article.title || article.id} (${counts.get(article.index) || 0})`)));
  const step = (by) => {
    const other = articles[chosen.index + by];
    const label = by < 0 ? "Previous" : "Next";
    return other ? el("a", { class: "step", href: hashWith({ article: other.id, claim: null }) }, label) : el("span", { class: "step muted" }, label);
  };
  return el("div", { class: "picker" }, el("label", { for: "article-picker" }, "Article"), select, step(-1), step(1));
}

function articleHead(article) {
  const facts = [
    article.outlet || "no publisher named in the text",
    article.byline,
    article.published ? `${article.published} (${words(article.published_basis)})` : "no date of publication in the text",
  ].filter(Boolean);
  return el("header", { class: "text-head" }, el("p", { class: "kicker" }, `Article ${article.key}`),
    el("p", { class: "muted" }, facts.join(" · ")), article.rights ? el("p", { class: "muted small" }, article.rights) : null);
}

function legend() {
  const sample = (classes, label) => el("li", null, el("span", { class: `mark ${classes}` }, label));
  return el("div", { class: "legend" },
    el("p", { class: "legend-title" }, "Line: how sure"),
    el("ul", { class: "inline" }, Object.keys(DATA.terms.certainty).map((term) => sample(`line-${term}`, words(term)))),
    el("p", { class: "legend-title" }, "Ground: from whom"),
    el("ul", { class: "inline" },
      sample("from-own line-certain", "article’s own words"), sample("from-named line-certain", "named source"),
      sample("from-unnamed line-certain", "unnamed source (also a line above)")));
}

function withheld(article) {
  return [
    el("p", { class: "notice" }, "The text of this article is withheld; its claims are quoted below."),
    el("ol", { class: "claim-list" }, article.claims.filter(passes).map(claimRow)),
  ];
}

function markedText(article) {
  const passing = article.claims.filter(passes);
  return article.blocks.map(([kind, start, end]) => {
    const trimmed = start + article.text.slice(start, end).trimEnd().length;
    const inside = passing.filter((claim) => claim.start < end && claim.end > start);
    if (trimmed === start) return null;
    const tag = kind === "title" ? "h3" : "p";
    const note = TEXT_KINDS.has(kind) ? null : el("span", { class: "visually-hidden" }, `${words(kind)}: `);
    return el(tag, { class: `block block-${kind}` }, note, segments(article.text, start, trimmed, inside));
  });
}

/** A block's text cut wherever a claim starts or ends; each piece shows the shortest claim over it. */
function segments(text, start, end, inside) {
  const cuts = new Set([start, end]);
  for (const claim of inside) {
    cuts.add(Math.max(start, claim.start));
    cuts.add(Math.min(end, claim.end));
  }
  const points = [...cuts].sort((a, b) => a - b);
  return points.slice(0, -1).map((from, i) => {
    const to = points[i + 1];
    const over = inside.filter((claim) => claim.start <= from && claim.end >= to);
    if (!over.length) return text.slice(from, to);
    const top = over.reduce((best, claim) => (claim.end - claim.start < best.end - best.start ? claim : best));
    const piece = text.slice(from, to);
    // A gap between two words shows its claims and is nothing to stop at.
    const stop = piece.trim() ? { role: "button", tabindex: "-1", "data-claim": top.index } : {};
    return el("span", {
      class: `mark from-${top.source} line-${top.certainty}`, ...stop,
      "data-over": over.map((claim) => claim.index).join(" "), onclick: () => open(nextOver(over, top)),
    }, piece);
  });
}

/** A second click on the same words goes on to the next claim in them. */
function nextOver(over, top) {
  const order = [...over].sort((a, b) => (a.end - a.start) - (b.end - b.start) || a.index - b.index);
  const at = order.findIndex((claim) => claim.id === state.claim);
  return at < 0 ? top : order[(at + 1) % order.length];
}

function piecesOf(claim) {
  return [...document.querySelectorAll("#view-articles .mark[data-over]")].filter((piece) => piece.dataset.over.split(" ").includes(String(claim.index)));
}

/** Show which words the open claim has, and let Tab reach the text at one place. */
function markChosen() {
  const text = document.querySelector("#view-articles .text");
  if (!text) return;
  for (const piece of text.querySelectorAll(".mark.chosen")) piece.classList.remove("chosen");
  const chosen = claimById.get(state.claim);
  const pieces = chosen ? piecesOf(chosen) : [];
  for (const piece of pieces) piece.classList.add("chosen");
  for (const piece of text.querySelectorAll('.mark[tabindex="0"]')) piece.tabIndex = -1;
  const entry = pieces.find((piece) => piece.dataset.claim) || text.querySelector(".mark[data-claim]");
  if (entry) entry.tabIndex = 0;
}

/** The claim before or after the one that is open or has the focus, in reading order. */
function stepClaim(by) {
  const article = articles.find((entry) => entry.id === state.article) || articles[0];
  const passing = article.claims.filter(passes);
  if (!passing.length) return;
  const focused = document.activeElement.closest && document.activeElement.closest("#view-articles .mark[data-claim]");
  const current = claimById.get(state.claim) || (focused ? claims[focused.dataset.claim] : null);
  const at = current ? passing.indexOf(current) : -1;
  const next = passing[Math.min(passing.length - 1, Math.max(0, at + by))];
  go({ claim: next.id }, { focus: "text" });
}

function focusClaim(claim) {
  const piece = piecesOf(claim).find((node) => node.dataset.claim);
  if (!piece) return;
  piece.focus({ preventScroll: true });
  piece.scrollIntoView({ block: "nearest" });
}

function textKeys(event) {
  const piece = event.target.closest(".mark[data-claim]");
  if (!piece || event.ctrlKey || event.metaKey || event.altKey) return;
  const pieces = [...piece.closest(".text").querySelectorAll(".mark[data-claim]")];
  const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (move) {
    const next = pieces[pieces.indexOf(piece) + move];
    if (next) {
      piece.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    }
    event.preventDefault();
  } else if (event.key === "Enter" || event.key === " ") {
    piece.click();
    event.preventDefault();
  }
}
