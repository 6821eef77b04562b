// Draws each canvas with data-chart from the table that data-table names, so that picture and table cannot differ. The first column of
// the table is the axis, the others are series; cells hold numbers, as data-value where they are written for people.
(() => {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const colours = () => (dark.matches
    ? ['#5fc9c0', '#f2b65a', '#9fb4ff', '#f08fa0', '#b7d66b', '#d3a6ef']
    : ['#0f766e', '#b45309', '#3b56c4', '#be2c4a', '#55750a', '#7c3aad']);
  const drawn = new Map();

  const number = (cell) => {
    const text = cell.dataset.value ?? cell.textContent;
    return text.trim() === '' ? null : Number(text);
  };

  const read = (table) => {
    const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
    const rows = [...table.tBodies[0].rows].filter((row) => row.cells.length === heads.length);
    return {
      labels: rows.map((row) => row.cells[0].dataset.label ?? row.cells[0].textContent.trim()),
      series: heads.slice(1).map((name, index) => ({ name, values: rows.map((row) => number(row.cells[index + 1])) })),
    };
  };

  const configuration = (canvas) => {
    const { labels, series } = read(document.querySelector(canvas.dataset.table));
    const palette = colours();
    const ink = getComputedStyle(canvas).color;
    const line = dark.matches ? 'rgba(255,255,255,.12)' : 'rgba(0,0,0,.10)';
    const type = canvas.dataset.chart;
    const sideways = type === 'bars';
    const stacked = canvas.dataset.stacked !== undefined;
    const axis = (isValue) => ({
      stacked,
      beginAtZero: true,
      grid: { color: line, display: isValue },
      ticks: { color: ink, maxRotation: 0, autoSkipPadding: 16 },
      title: { display: isValue && !!canvas.dataset.unit, text: canvas.dataset.unit, color: ink },
    });
    return {
      type: type === 'line' ? 'line' : 'bar',
      data: {
        labels,
        datasets: series.map(({ name, values }, index) => ({
          label: name,
          data: values,
          backgroundColor: palette[index % palette.length] + (type === 'line' ? '33' : ''),
          borderColor: palette[index % palette.length],
          borderWidth: type === 'line' ? 2 : 0,
          borderRadius: type === 'line' ? undefined : 3,
          maxBarThickness: 36,
          pointRadius: 0,
          pointHitRadius: 12,
          tension: 0.2,
          fill: type === 'line' && stacked,
        })),
      },
      options: {
        indexAxis: sideways ? 'y' : 'x',
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        interaction: { mode: 'index', intersect: false, axis: sideways ? 'y' : 'x' },
        scales: { x: axis(sideways), y: axis(!sideways) },
        plugins: { legend: { display: series.length > 1, labels: { color: ink, boxWidth: 12, boxHeight: 12 } } },
      },
    };
  };

  const draw = (canvas) => {
    drawn.get(canvas)?.destroy();
    drawn.set(canvas, new window.Chart(canvas, configuration(canvas)));
  };

  const drawAll = (within) => {
    drawn.forEach((chart, canvas) => {
      if (!canvas.isConnected) {
        chart.destroy();
        drawn.delete(canvas);
      }
    });
    within.querySelectorAll('canvas[data-chart]').forEach(draw);
  };

  document.addEventListener('DOMContentLoaded', () => drawAll(document));
  document.addEventListener('htmx:afterSettle', (event) => drawAll(event.detail.elt.parentElement ?? document));
  dark.addEventListener('change', () => drawAll(document));
  window.pacoCharts = { drawAll };
})();
