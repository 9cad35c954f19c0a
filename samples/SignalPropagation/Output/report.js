'use strict';
(() => {
  const results = JSON.parse(document.getElementById('results').textContent);
  const charts = [];

  const element = (name, attributes = {}, ...children) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      node.setAttribute(key, value);
    }
    node.append(...children);
    return node;
  };

  const color = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();

  const withAlpha = (hex, alpha) => hex + Math.round(alpha * 255).toString(16).padStart(2, '0');

  const superscript = text => [...text].map(digit => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.indexOf(digit)]).join('');

  // 0.05, 1, 20, and powers of ten beyond.
  const number = value => {
    if (value === 0) {
      return '0';
    }
    const magnitude = Math.abs(value);
    if (magnitude >= 1e-3 && magnitude < 1e5) {
      return String(+value.toPrecision(3));
    }
    const exponent = Math.floor(Math.log10(magnitude) + 1e-9);
    const mantissa = +(value / 10 ** exponent).toPrecision(3);
    return (mantissa === 1 ? '' : mantissa + '·') + '10' + superscript(String(exponent));
  };

  // At most eight marks of a logarithmic axis, as exponents, ends included: whole decades, or 1, 2 and 5 in few of them.
  const logarithmicAxis = values => {
    const low = Math.log10(Math.min(...values));
    const high = Math.log10(Math.max(...values));
    const marks = [];
    if (high - low < 2.2) {
      for (let decade = Math.floor(low) - 1; decade <= Math.ceil(high); decade++) {
        marks.push(1 * 10 ** decade, 2 * 10 ** decade, 5 * 10 ** decade);
      }
      const first = marks.findLastIndex(mark => Math.log10(mark) <= low + 1e-6);
      const last = marks.findIndex(mark => Math.log10(mark) >= high - 1e-6);
      return marks.slice(first, last + 1).map(Math.log10);
    }
    const step = Math.max(1, Math.ceil((high - low) / 7));
    const first = Math.floor(low / step) * step;
    const last = Math.ceil(high / step - 1e-6) * step;
    for (let decade = first; decade <= last; decade += step) {
      marks.push(decade);
    }
    return marks;
  };

  const font = '12px ' + getComputedStyle(document.body).fontFamily;

  const axis = options => ({
    stroke: color('quiet'), font, grid: { stroke: color('grid'), width: 1 }, ticks: { show: false }, gap: 6, ...options,
  });

  // Charts are drawn anew when the color scheme changes, and follow the width of their place.
  const place = (host, height, options, data) => {
    let plot;
    const draw = () => {
      plot?.destroy();
      plot = new uPlot({ ...options(), width: host.clientWidth, height }, data, host);
    };
    charts.push({ host, draw, resize: () => plot.setSize({ width: host.clientWidth, height }) });
  };

  const lineChart = chart => {
    // Exponents on a linear scale: the library's own logarithmic axes do not reach from 1e-16 to 1e38.
    const onScale = values => chart.isLogarithmic ? values.map(value => value > 0 ? Math.log10(value) : null) : values;
    const fromScale = value => chart.isLogarithmic ? 10 ** value : value;
    const data = [chart.x];
    const styles = [];
    const values = [];
    for (const series of chart.series) {
      data.push(onScale(series.y));
      styles.push({ kind: series.kind, color: series.color });
      values.push(...series.y);
      if (series.low) {
        data.push(onScale(series.low));
        styles.push({ kind: 'bandLow', color: series.color });
        values.push(...series.low);
      }
    }
    const numbers = values.filter(value => value !== null && (!chart.isLogarithmic || value > 0));
    const marks = chart.isLogarithmic ? logarithmicAxis(numbers) : null;
    const outputs = [];

    const style = ({ kind, color: index }) => {
      const ink = color('series-' + index);
      const common = { spanGaps: false, points: { show: false } };
      switch (kind) {
        case 'predicted': return { ...common, stroke: ink, width: 2.5 };
        case 'curve': return { ...common, stroke: ink, width: 1.8 };
        case 'draw': return { ...common, stroke: withAlpha(ink, 0.45), width: 1 };
        case 'measured': return {
          stroke: ink, width: 0, paths: () => null,
          points: { show: true, size: 6.5, fill: ink, stroke: color('card'), width: 1, filter: thinned },
        };
        default: return { ...common, stroke: 'transparent', width: 0 };
      }
    };

    // A dot at the first three layers, and at every third of the others: so that the line under them stays in sight.
    const thinned = (plot, series, show, gaps) => {
      const dots = [];
      for (let i = 0; i < plot.data[0].length; i++) {
        if (plot.data[series][i] != null && (i < 3 || i % 3 === 0 || plot.data[series][i + 1] == null)) {
          dots.push(i);
        }
      }
      return dots;
    };

    const host = element('div', { class: 'plot' });
    const options = () => ({
      legend: { show: false },
      pxAlign: 0,
      padding: [10, 12, 0, 0],
      cursor: { y: false, points: { size: 7 } },
      scales: {
        x: { time: false, range: () => [chart.x[0], chart.x[chart.x.length - 1]] },
        y: marks ? { range: () => [marks[0], marks[marks.length - 1]] } : {},
      },
      axes: [
        axis({ size: 30, values: (plot, marks) => marks.map(number) }),
        axis({
          size: 58, values: (plot, splits) => splits.map(value => number(+fromScale(value).toPrecision(6))), ...(marks ? { splits: () => marks } : {}),
        }),
      ],
      series: [{}, ...styles.map(style)],
      bands: styles.flatMap(({ kind, color: index }, i) => kind === 'band' ? [{ series: [i + 1, i + 2], fill: withAlpha(color('series-' + index), 0.14) }] : []),
      hooks: {
        draw: chart.mark == null ? [] : [plot => {
          // Where the signal leaves the range of its type.
          const { ctx, bbox } = plot;
          const x = plot.valToPos(chart.mark.x, 'x', true);
          ctx.save();
          ctx.strokeStyle = ctx.fillStyle = color('quiet');
          ctx.lineWidth = devicePixelRatio;
          ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
          ctx.beginPath();
          ctx.moveTo(x, bbox.top);
          ctx.lineTo(x, bbox.top + bbox.height);
          ctx.stroke();
          ctx.font = 12 * devicePixelRatio + 'px ' + getComputedStyle(document.body).fontFamily;
          ctx.textAlign = 'left';
          ctx.fillText(chart.mark.label, x + 8 * devicePixelRatio, bbox.top + bbox.height - 12 * devicePixelRatio);
          ctx.restore();
        }],
        setCursor: [plot => {
          for (const { output, index, low } of outputs) {
            const at = plot.cursor.idx;
            const value = at == null ? null : plot.data[index][at];
            output.textContent = value == null ? '' : (low ? number(fromScale(plot.data[low][at])) + ' – ' : '') + number(fromScale(value));
          }
        }],
      },
    });

    const legend = element('ul', { class: 'legend' });
    let index = 0;
    let draws = false;
    for (const series of chart.series) {
      index++;
      if (series.kind !== 'draw' || !draws) {
        draws ||= series.kind === 'draw';
        const output = element('output');
        const swatch = element('span', { class: 'swatch ' + series.kind, style: `color: var(--series-${series.color})` });
        legend.append(element('li', {}, swatch, series.kind === 'draw' ? 'each draw' : series.name, output));
        if (series.kind !== 'draw') {
          outputs.push({ output, index, low: series.low ? index + 1 : 0 });
        }
      }
      index += series.low ? 1 : 0;
    }

    const label = element('div', { class: 'axis' }, `${chart.yLabel} by ${chart.xLabel}`);
    place(host, 300, options, data);
    return element('figure', {}, element('figcaption', {}, chart.title), label, host, legend);
  };

  const histogramGrid = chart => {
    const figure = element('figure', { class: 'wide' }, element('figcaption', {}, chart.title));
    chart.panels.forEach((panel, row) => {
      // Half of a rectifier's outputs are exactly 0: their bar would flatten all others, and is cut.
      const inner = panel.histograms.flatMap(histogram => histogram.shares.slice(1));
      const isRectified = panel.histograms[0].low === 0 && panel.histograms[0].shares[0] > 0.4 && panel.histograms[0].high > 1;
      const top = isRectified ? 3 * Math.max(...panel.histograms[0].shares.slice(1)) : Math.max(...inner, panel.histograms[0].shares[0]);
      const grid = element('div', { class: 'histograms' + (panel.histograms.length < 3 ? ' few' : '') });
      for (const histogram of panel.histograms) {
        const width = (histogram.high - histogram.low) / histogram.shares.length;
        const host = element('div');
        const options = () => ({
          legend: { show: false },
          cursor: { show: false },
          padding: [4, 6, 0, 6],
          scales: { x: { time: false, range: () => [histogram.low - width / 2, histogram.high + width / 2] }, y: { range: () => [0, 1.05 * top] } },
          axes: [
            axis({ size: 24, gap: 3, font: font.replace('12px', '11px'), grid: { show: false }, splits: () => [histogram.low, (histogram.low + histogram.high) / 2, histogram.high] }),
            { show: false },
          ],
          series: [{}, {
            fill: color('series-' + row), stroke: 'transparent', width: 0, points: { show: false },
            paths: uPlot.paths.bars({ size: [0.92, 100], align: 0 }),
          }],
        });
        place(host, 96, options, [histogram.shares.map((_, bin) => histogram.low + (bin + 0.5) * width), histogram.shares.map(share => Math.min(share, 1.05 * top))]);
        grid.append(element('div', { class: 'histogram' }, element('small', {}, `${histogram.name} · σ ${number(+histogram.std.toPrecision(2))}`), host));
      }
      const caption = element('p', {}, element('b', {}, panel.title), ` — ${panel.caption}${isRectified ? ' (The bar at 0 is cut.)' : ''}`);
      figure.append(element('div', { class: 'panel' }, caption, grid));
    });
    return figure;
  };

  const table = result => {
    const body = element('tbody', {}, ...result.rows.map(row => element('tr', {}, ...row.map(cell => element('td', {}, cell)))));
    const head = element('thead', {}, element('tr', {}, ...result.columns.map(column => element('th', { scope: 'col' }, column))));
    const caption = result.title ? [element('caption', {}, result.title)] : [];
    return element('div', { class: 'table' }, element('table', {}, ...caption, head, body));
  };

  for (const result of results) {
    const id = 'experiment-' + result.number;
    document.getElementById('contents').append(element('a', { href: '#' + id }, element('b', {}, result.number), result.title));
    const tables = result.tables.map(table);
    const section = element('section', { class: 'experiment', id },
      element('h2', {}, element('span', { class: 'number' }, result.number), element('span', {}, result.title)),
      element('p', { class: 'question' }, result.question));
    if (result.charts.length > 0) {
      section.append(
        element('div', { class: 'charts' }, ...result.charts.map(chart => chart.$type === 'lines' ? lineChart(chart) : histogramGrid(chart))),
        element('details', {}, element('summary', {}, 'The numbers'), ...tables));
    } else {
      section.append(...tables);
    }
    document.getElementById('experiments').append(section);
  }

  const drawAll = () => charts.forEach(chart => chart.draw());
  drawAll();
  document.getElementById(location.hash.slice(1))?.scrollIntoView({ behavior: 'instant' });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
  let pending = 0;
  addEventListener('resize', () => {
    cancelAnimationFrame(pending);
    pending = requestAnimationFrame(() => charts.forEach(chart => chart.resize()));
  });
})();
