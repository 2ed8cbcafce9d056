// The page's data: tables of rows that refer to one another by position, turned into objects and joined once.

const DATA = JSON.parse(document.getElementById("data").textContent);

function readTable(table) {
  return table.rows.map((row, index) => {
    const record = { index };
    table.columns.forEach((column, i) => { record[column] = row[i]; });
    return record;
  });
}

const articles = readTable(DATA.articles);
const claims = readTable(DATA.claims);
const events = readTable(DATA.events);
const actors = readTable(DATA.actors);
const casualties = readTable(DATA.casualties);
const relations = readTable(DATA.relations);
const disagreements = readTable(DATA.disagreements);
const tolls = readTable(DATA.tolls);
const names = readTable(DATA.names);
const actorRelations = readTable(DATA.actorRelations);
const claimById = new Map(claims.map((claim) => [claim.id, claim]));
const clusters = new Map();

function join() {
  for (const article of articles) article.claims = [];
  for (const claim of claims) {
    Object.assign(claim, { hops: [], figures: [], relations: [] });
    articles[claim.article].claims.push(claim);
    if (claim.cluster !== null) {
      if (!clusters.has(claim.cluster)) clusters.set(claim.cluster, []);
      clusters.get(claim.cluster).push(claim);
    }
  }
  for (const hop of readTable(DATA.attributions)) claims[hop.claim].hops.push(hop);
  for (const figure of casualties) claims[figure.claim].figures.push(figure);
  // What was reviewed stands in the relations; what was only computed from figures is added to them.
  for (const relation of [...relations, ...disagreements.filter((pair) => pair.basis === "computed")]) {
    claims[relation.claim].relations.push({ relation, other: claims[relation.other], forward: true });
    claims[relation.other].relations.push({ relation, other: claims[relation.claim], forward: false });
  }
  for (const actor of actors) Object.assign(actor, { names: [], said: 0, relations: [] });
  for (const name of names) actors[name.actor].names.push(name);
  for (const relation of actorRelations) {
    actors[relation.subject].relations.push(relation);
    if (relation.object !== relation.subject) actors[relation.object].relations.push(relation);
  }
  for (const claim of claims) {
    const origin = originOf(claim);
    if (origin && origin.actor !== null) actors[origin.actor].said += 1;
  }
}

function originOf(claim) {
  return claim.hops.find((hop) => hop.is_origin) || null;
}

function quoteOf(claim) {
  const text = articles[claim.article].text;
  return claim.quote !== null || text === null ? claim.quote || "" : text.slice(claim.start, claim.end);
}

/** Who a claim rests on, in words. */
function sourceOf(claim) {
  const origin = originOf(claim);
  if (claim.source === "own") return articles[claim.article].outlet || "the article itself";
  if (origin.actor !== null) return actors[origin.actor].name;
  return origin.source_text || "a source";
}

/** "unstated" alone would not say of what. */
function certaintyWords(claim) {
  return claim.certainty === "unstated" ? "certainty unstated" : words(claim.certainty);
}

/** An article in a few characters: its number and, where the text names one, its outlet. */
function articleLabel(article) {
  return article.outlet ? `${article.key} ${article.outlet}` : article.key;
}

const SOURCE_WORDS = { own: "article’s own words", named: "named source", unnamed: "unnamed source" };

/** A term of a vocabulary in words: `same_utterance` reads "same utterance". */
function words(term) {
  return term === null || term === undefined ? "" : String(term).replaceAll("_", " ");
}

function definition(vocabulary, term) {
  return (DATA.terms[vocabulary] || {})[term] || "";
}

function figureText({ lower, upper }) {
  if (lower === null && upper === null) return "no figure";
  if (upper === null) return `${lower} or more`;
  if (lower === null) return `${upper} or fewer`;
  if (lower !== upper) return `${lower} to ${upper}`;
  return lower === 0 ? "none" : `exactly ${lower}`;
}

const FORWARD = {
  refines: "says more exactly", distorts: "distorts", supersedes: "replaces",
  same_utterance: "renders the same words as", same_fact: "states the same fact as", contradicts: "contradicts",
  differs: "differs, without contradiction, from",
};
const BACKWARD = { refines: "is said more exactly by", distorts: "is distorted by", supersedes: "is replaced by" };

/** The most telling first. */
const WEIGHT = ["contradicts", "distorts", "supersedes", "same_utterance", "same_fact", "refines", "differs"];

function weightOf(relation) {
  const at = WEIGHT.indexOf(relation);
  return at < 0 ? WEIGHT.length : at;
}

function relationWords({ relation, basis }, forward) {
  if (basis === "computed") return "by its figures, contradicts";
  const table = forward || DATA.symmetric.includes(relation) ? FORWARD : BACKWARD;
  return table[relation] || words(relation);
}

/** Text without case and accents, for searching. */
function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’‘]/g, "'").toLowerCase();
}

function haystack(claim) {
  if (claim.haystack === undefined) {
    const sources = claim.hops.map((hop) => `${hop.source_text || ""} ${hop.actor === null ? "" : actors[hop.actor].name}`);
    claim.haystack = fold([claim.id, claim.statement, quoteOf(claim), ...sources].join("\n"));
  }
  return claim.haystack;
}

join();
