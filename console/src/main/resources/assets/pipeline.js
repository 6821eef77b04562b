// Keeps the page of the pipeline as the pipeline is: the server sends figures and rows, and what differs is changed in place.
(() => {
  const STEPS = 360;
  const RETRY = 5000;
  const root = document.querySelector('[data-stream]');
  const state = document.getElementById('stream-state');

  const say = (words) => {
    if (state.textContent !== words) {
      state.textContent = words;
    }
  };

  const show = (element, cell) => {
    if (element.textContent !== cell.text) {
      element.textContent = cell.text;
    }
    if (element.className !== cell.tone && element.tagName !== 'DD') {
      element.className = cell.tone;
    }
    if (cell.label) {
      element.dataset.label = cell.label;
    }
  };

  const rowOf = (cells) => {
    const row = document.createElement('tr');
    cells.forEach((cell, index) => {
      const element = document.createElement(index === 0 ? 'th' : 'td');
      if (index === 0) {
        element.scope = 'row';
      }
      show(element, cell);
      row.append(element);
    });
    return row;
  };

  const showRows = (body, rows) => {
    if (body.rows.length !== rows.length) {
      body.replaceChildren(...rows.map(rowOf));
      return;
    }
    rows.forEach((cells, index) => cells.forEach((cell, column) => show(body.rows[index].cells[column], cell)));
  };

  const apply = ({ figures, tables, hour, more }) => {
    Object.entries(figures).forEach(([name, cell]) => {
      document.querySelectorAll(`[data-live="${name}"]`).forEach((element) => show(element, cell));
    });
    Object.entries(tables).forEach(([name, rows]) => showRows(document.querySelector(`[data-live-table="${name}"]`), rows));
    const whole = Object.entries(hour);
    whole.forEach(([name, rows]) => document.querySelector(`[data-live-hour="${name}"]`).replaceChildren(...rows.map(rowOf)));
    const steps = Object.entries(more);
    steps.forEach(([name, cells]) => {
      const body = document.querySelector(`[data-live-hour="${name}"]`);
      body.append(rowOf(cells));
      while (body.rows.length > STEPS) {
        body.rows[0].remove();
      }
    });
    if (whole.length + steps.length > 0) {
      window.pacoCharts.drawAll(document);
    }
  };

  // A stream that is refused is not opened again by itself: either the login has ended, or the console is away for a moment.
  const reconnect = async () => {
    try {
      const answer = await fetch(window.location.href, { redirect: 'manual', cache: 'no-store' });
      if (answer.type === 'opaqueredirect' || answer.status === 403) {
        window.location.reload();
        return;
      }
    } catch {
      // Still away.
    }
    setTimeout(connect, RETRY);
  };

  const connect = () => {
    const source = new EventSource(root.dataset.stream);
    source.addEventListener('message', (event) => {
      apply(JSON.parse(event.data));
      say('Live');
    });
    source.addEventListener('error', () => {
      say('The console does not answer; the figures are old');
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(reconnect, RETRY);
      }
    });
  };

  connect();
})();
