// What every page does beside htmx, which asks for parts of pages and is set up by a meta element of the layout.

// Forms that cannot be undone are asked about; the question stands in data-confirm.
document.addEventListener('submit', (event) => {
  const question = event.target.dataset.confirm;
  if (question && !window.confirm(question)) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}, true);

// Choosing all rows of a table at once.
document.addEventListener('change', (event) => {
  const name = event.target.dataset.checksAll;
  if (name) {
    document.querySelectorAll(`input[type=checkbox][name="${CSS.escape(name)}"]`).forEach((box) => {
      box.checked = event.target.checked;
    });
  }
});

// Controls that take effect when they are changed, without a button.
document.addEventListener('change', (event) => {
  if (event.target.dataset.submits !== undefined) {
    event.target.form.requestSubmit();
  }
});
