// Vega-Lite charts. The library is a data block until the first chart is wanted: the page is painted before it runs.

const charts = new Map();
let library = null;

function loadLibrary() {
  if (!library) {
    library = new Promise((resolve) => {
      requestAnimationFrame(() => setTimeout(() => {
        const script = document.createElement("script");
        script.textContent = document.getElementById("charts").textContent;
        document.head.append(script);
        script.remove();
        resolve(window.vegaEmbed);
      }));
    });
  }
  return library;
}

/** Draw rows into a container: `kind` names the specification, `parameters` its axis, `open` what a click does. */
function drawChart(container, chart) {
  charts.set(container, chart);
  embed(container);
  resized.observe(container);
}

async function embed(container) {
  const chart = charts.get(container);
  const width = container.clientWidth;
  if (!chart || !width) return;
  chart.width = width;
  const run = (chart.run = (chart.run || 0) + 1);
  const vegaEmbed = await loadLibrary();
  if (chart.run !== run || !container.isConnected) return;
  const narrow = width < 620;
  const spec = structuredClone(DATA.charts[chart.kind + (narrow ? "Narrow" : "Wide")]);
  const columns = narrow ? [0, 0, 0] : chart.columns.map((share) => Math.round(share * width));
  const labels = columns[0] + columns[1] + columns[2];
  const values = { labels, label1: columns[0], label2: columns[1], label3: columns[2], chosen: chosenIndex(), ...chart.parameters };
  for (const parameter of spec.params) parameter.value = values[parameter.name] ?? 0;
  spec.width = width - labels - 14;
  spec.data = { name: "rows", values: chart.rows };
  const result = await vegaEmbed(container, spec, {
    ast: true, actions: false, defaultStyle: false, renderer: "svg", tooltip: false, mode: "vega-lite",
  });
  if (chart.result) chart.result.finalize();
  chart.result = result;
  const rowOf = (item) => item && item.datum && chart.rows.find((row) => row.row === item.datum.row);
  result.view.addEventListener("click", (event, item) => {
    const row = rowOf(item);
    if (row) chart.open(row);
  });
  container.dataset.drawn = String(chart.rows.length);
}

/** The claim that is open, by position; -1 where none is. */
function chosenIndex() {
  return claimById.get(state.claim)?.index ?? -1;
}

function markCharts() {
  for (const { result } of charts.values()) if (result) result.view.signal("chosen", chosenIndex()).runAsync();
}

function forgetCharts(within) {
  for (const [container, chart] of charts) {
    if (!within.contains(container)) continue;
    if (chart.result) chart.result.finalize();
    resized.unobserve(container);
    charts.delete(container);
  }
}

const resized = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const chart = charts.get(target);
    if (!chart || Math.abs(target.clientWidth - chart.width) < 4) continue;
    clearTimeout(chart.timer);
    chart.timer = setTimeout(() => embed(target), 120);
  }
});
