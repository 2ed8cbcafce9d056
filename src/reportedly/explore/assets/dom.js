// Building elements. Text goes in as text nodes only: nothing from a package is ever read as markup.

function el(tag, properties, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") node.className = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function fill(node, ...children) {
  node.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
}

function quoted(text) {
  return `“${text}”`;
}

/** A link that opens a claim in the panel; works as a plain link, too. */
function claimLink(claim, content, properties) {
  return el("a", { href: hashWith({ claim: claim.id }), "data-claim": claim.index, ...properties }, content);
}

/** A list that shows its first items and adds more on demand. */
function longList(container, items, draw, step, noun) {
  let shown = 0;
  const button = el("button", { type: "button", class: "more" });
  const status = el("span", { class: "muted" });
  const foot = el("p", { class: "more-line" }, button, " ", status);
  function add() {
    const next = items.slice(shown, shown + step);
    const first = next.map((item, i) => draw(item, shown + i));
    container.append(...first);
    shown += next.length;
    const left = items.length - shown;
    foot.hidden = left === 0;
    button.textContent = `Show ${Math.min(step, left).toLocaleString("en")} more`;
    status.textContent = `${shown.toLocaleString("en")} of ${items.length.toLocaleString("en")} ${noun} shown`;
    return first[0];
  }
  button.addEventListener("click", () => {
    const first = add();
    const target = first && first.querySelector("a, button");
    if (target) target.focus();
  });
  add();
  return foot;
}

function sourceTag(kind) {
  return el("span", { class: `tag source-${kind}` }, SOURCE_WORDS[kind]);
}

function certaintyTag(claim) {
  return el("span", { class: `certainty certainty-${claim.certainty}`, title: definition("certainty", claim.certainty) }, certaintyWords(claim));
}
