// Says how far a job is to those who hear the page, and only when the words have changed.
document.addEventListener('htmx:afterSettle', (event) => {
  const status = event.detail.elt.querySelector?.('[data-status]')?.dataset.status;
  const line = event.detail.elt.parentElement?.querySelector('.job-status');
  if (status && line && line.textContent !== status) {
    line.textContent = status;
  }
});
