// The panel: one claim with its words, its chain of sources, its figures, and what other claims say.

const panel = document.getElementById("panel");

function drawPanel(claim) {
  panel.hidden = false;
  panel.classList.toggle("open", Boolean(claim));
  if (!claim) {
    fill(panel, ...emptyPanel());
    return;
  }
  const article = articles[claim.article];
  fill(panel,
    el("div", { class: "panel-head" },
      el("p", { class: "kicker" }, words(claim.claim_type), claim.polarity === "negative" ? " · negative" : ""),
      el("button", { type: "button", class: "quiet", id: "close-panel", onclick: closePanel }, "Close")),
    el("h2", { id: "panel-title", tabindex: "-1" }, claim.statement),
    el("blockquote", { class: `quote mark-${claim.source}`, lang: article.language }, quoted(quoteOf(claim))),
    el("p", { class: "from" }, "in ", articleLink(claim), " ", el("span", { class: "muted" }, article.title || "")),
    el("p", { class: "tags" }, sourceTag(claim.source), certaintyTag(claim), ...otherTags(claim)),
    hedgeLine(claim),
    part("Who says so", chain(claim)),
    claim.figures.length ? part("Figures", ...claim.figures.map(figureCard)) : null,
    placeAndTime(claim),
    ...linked(claim),
    ...sameWords(claim),
    el("p", { class: "claim-id" }, claimLink(claim, claim.id, { href: `#claim=${claim.id}`, title: "A link to this claim" })),
  );
}

function emptyPanel() {
  return [
    el("p", { class: "kicker" }, "A claim"),
    el("p", { class: "hint" }, "Choose a bar, a passage or a line to see who said it, in which words, how sure they were, and what the other articles say."),
    el("p", { class: "hint muted" }, "Keys: ", el("kbd", null, "j"), " and ", el("kbd", null, "k"), " step through the claims of an article, ",
      el("kbd", null, "Enter"), " opens, ", el("kbd", null, "Esc"), " closes, ", el("kbd", null, "/"), " searches."),
  ];
}

function part(title, ...content) {
  return el("section", { class: "part" }, el("h3", null, title), ...content);
}

function articleLink(claim) {
  const article = articles[claim.article];
  return el("a", { href: hashWith({ view: "articles", article: article.id, claim: claim.id }) }, articleLabel(article));
}

function otherTags(claim) {
  const tags = [];
  if (claim.speech !== "narration") tags.push(`${claim.speech} speech`);
  if (claim.assertion !== "stated") tags.push(words(claim.assertion));
  if (claim.absence) tags.push(`absence of harm: ${words(claim.absence)}`);
  if (claim.coding === "machine") tags.push(claim.confidence === null ? "coded by machine" : `coded by machine, confidence ${claim.confidence.toFixed(2)}`);
  return tags.map((tag) => el("span", { class: "tag" }, tag));
}

function hedgeLine(claim) {
  return claim.hedge ? el("p", { class: "line" }, el("span", { class: "label" }, "Hedge "), quoted(claim.hedge)) : null;
}

function chain(claim) {
  return el("ol", { class: "chain" }, claim.hops.map((hop) => {
    const article = articles[claim.article];
    const name = hop.actor !== null ? actors[hop.actor].name
      : hop.hop === 0 ? article.outlet || "The article, which names no publisher" : hop.source_text || "a source";
    const details = [];
    if (hop.source_text) details.push(`printed ${quoted(hop.source_text)}`);
    if (hop.cue) details.push(`cue ${quoted(hop.cue)}`);
    if (hop.medium !== "unstated") details.push(words(hop.medium));
    const unnamed = hop.identification && hop.identification.startsWith("unnamed");
    return el("li", { class: unnamed ? "hop hop-unnamed" : "hop" },
      el("span", { class: "hop-name" }, name), " ",
      hop.hop > 0 && hop.identification ? el("span", { class: unnamed ? "tag source-unnamed" : "tag" }, words(hop.identification)) : null,
      hop.is_origin ? el("span", { class: "tag origin" }, "origin") : null,
      details.length ? el("span", { class: "hop-details" }, details.join(" · ")) : null,
      hop.anonymity_reason ? el("span", { class: "hop-details" }, `Why unnamed: ${quoted(hop.anonymity_reason)}`) : null);
  }));
}

function figureCard(figure) {
  const whole = figure.subset_of === null ? null : casualties[figure.subset_of];
  return el("div", { class: "figure-card" },
    el("p", { class: "figure-line" }, el("strong", null, figureText(figure)), ` ${words(figure.harm)}`,
      figure.victim_class === "unstated" ? "" : `, ${words(figure.victim_class)}`),
    el("p", { class: "line" }, quoted(figure.victims_text), figure.victim === null ? "" : ` · ${actors[figure.victim].name}`),
    el("p", { class: "line muted" }, `${quoted(figure.quantity_text || "")} is read as ${words(figure.quantity_form)}: lower ${bound(figure.lower)}, upper ${bound(figure.upper)}`),
    whole ? el("p", { class: "line" }, "Counted within ", claimLink(claims[whole.claim], quoted(whole.victims_text)), "; never added to it.") : null);
}

function bound(value) {
  return value === null ? "open" : String(value);
}

function placeAndTime(claim) {
  const lines = [];
  if (claim.event !== null) {
    const event = events[claim.event];
    lines.push(el("p", { class: "line" }, el("span", { class: "label" }, "Event "),
      el("a", { href: hashWith({ view: "claims", event: event.id }) }, event.label), event.corpus_role === "background" ? " (background)" : ""));
  }
  if (claim.time_text) {
    lines.push(el("p", { class: "line" }, el("span", { class: "label" }, "Time "), quoted(claim.time_text),
      claim.time_edtf ? ` · ${claim.time_edtf}, ${words(claim.time_basis)}` : ""));
  } else if (claim.time_edtf) {
    lines.push(el("p", { class: "line" }, el("span", { class: "label" }, "Time "), `${claim.time_edtf}, ${words(claim.time_basis)}`));
  }
  if (claim.place) lines.push(el("p", { class: "line" }, el("span", { class: "label" }, "Place "), claim.place));
  return lines.length ? part("What it is about", ...lines) : null;
}

/** What other claims say: first those of other articles, with both quotes, then those of this one. */
function linked(claim) {
  const seen = new Set(claim.relations.map(({ other }) => other.index));
  const through = (clusters.get(claim.cluster) || []).filter((other) => other !== claim && !seen.has(other.index));
  const all = [...claim.relations, ...through.map((other) => ({ relation: null, other, forward: true }))];
  const name = ({ relation }) => (relation ? relation.relation || "contradicts" : "same_utterance");
  all.sort((a, b) => weightOf(name(a)) - weightOf(name(b)));
  const elsewhere = all.filter(({ other }) => other.article !== claim.article);
  const here = all.filter(({ other }) => other.article === claim.article);
  return [
    linkPart("In the other articles", claim, elsewhere, true),
    linkPart("In this article", claim, here, false),
  ];
}

function linkPart(title, claim, links, both) {
  if (!links.length) return null;
  const list = el("div");
  const foot = longList(list, links, (link) => linkCard(claim, link, both), 8, "links");
  return part(`${title} (${links.length})`, list, foot);
}

function linkCard(claim, { relation, other, forward }, both) {
  const name = relation ? relation.relation || "contradicts" : "same_utterance";
  const label = relation ? relationWords(relation, forward) : "renders the same statement, through another rendering, as";
  return el("div", { class: `link-card relation-${name}` },
    el("p", { class: "relation" }, label, relation && relation.dimension ? el("span", { class: "muted" }, ` in ${words(relation.dimension)}`) : null),
    el("div", { class: both ? "pair" : "single" },
      both ? quoteSide(claim, false) : null,
      quoteSide(other, true)),
    comparableLine(relation));
}

function comparableLine(relation) {
  if (!relation) return null;
  const parts = [];
  if (relation.comparable !== null) parts.push(relation.comparable ? "comparable" : "not comparable");
  if (relation.note) parts.push(relation.note);
  return parts.length ? el("p", { class: "line muted" }, parts.join(" · ")) : null;
}

function quoteSide(claim, link) {
  const article = articles[claim.article];
  const quote = quoted(quoteOf(claim));
  return el("div", { class: "side" },
    el("p", { class: "side-head" }, articleLabel(article), " ", el("span", { class: "muted" }, sourceOf(claim), claim.source === "unnamed" ? ", unnamed" : "")),
    el("p", { class: `side-quote mark-${claim.source}`, lang: article.language }, link ? claimLink(claim, quote) : quote));
}

/** Claims whose words overlap this one's. */
function sameWords(claim) {
  const others = articles[claim.article].claims.filter((other) => other !== claim && other.start < claim.end && other.end > claim.start);
  if (!others.length) return [];
  return [part("Also in these words", el("ul", { class: "plain" },
    others.map((other) => el("li", null, claimLink(other, other.statement), " ", el("span", { class: "muted" }, words(other.claim_type))))))];
}
