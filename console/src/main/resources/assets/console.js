// What every page does beside htmx, which asks for parts of pages and is set up by a meta element of the layout.

// Forms are sent once, however often the button is pressed; coming back to the page, they may be sent again.
document.addEventListener('submit', (event) => {
  if (event.target.method === 'post' && !event.defaultPrevented) {
    if (event.target.dataset.sent) {
      event.preventDefault();
    }
    event.target.dataset.sent = 'yes';
  }
});
window.addEventListener('pageshow', () => {
  document.querySelectorAll('form[data-sent]').forEach((form) => delete form.dataset.sent);
});

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

// A part of a page that cannot be had: what is shown is old, and that is said, once.
(() => {
  const id = 'part-failure';
  const say = (words) => {
    const notice = document.getElementById(id) ?? document.createElement('p');
    notice.id = id;
    notice.className = 'notice bad';
    notice.setAttribute('role', 'alert');
    if (notice.textContent !== words) {
      notice.textContent = words;
    }
    document.getElementById('main').prepend(notice);
  };
  document.addEventListener('htmx:responseError', (event) => {
    const status = event.detail.xhr.status;
    say(status === 504
      ? 'The database gave this question up: choose a shorter time range or other filters.'
      : `A part of this page cannot be shown now (${status}). Reload the page.`);
  });
  document.addEventListener('htmx:sendError', () => say('The console does not answer.'));
  document.addEventListener('htmx:afterOnLoad', (event) => {
    if (event.detail.xhr.status < 400) {
      document.getElementById(id)?.remove();
    }
  });
})();
