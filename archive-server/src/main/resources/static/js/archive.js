// Keys, colours and focus. Every page works without this file.
(function () {
  'use strict';
  var root = document.documentElement;
  var dark = window.matchMedia('(prefers-color-scheme: dark)');

  function chosen() {
    try {
      return localStorage.getItem('theme') || 'auto';
    } catch (e) {
      return 'auto'; // storage may be switched off
    }
  }

  function paint() {
    var theme = chosen();
    root.setAttribute('data-bs-theme', theme === 'auto' ? (dark.matches ? 'dark' : 'light') : theme);
  }

  paint();
  dark.addEventListener('change', paint);

  function themes() {
    var set = document.querySelector('.ca-theme');
    if (!set) return;
    set.hidden = false;
    set.querySelectorAll('input').forEach(function (input) {
      input.checked = input.value === chosen();
      input.addEventListener('change', function () {
        try {
          localStorage.setItem('theme', input.value);
        } catch (e) {
          return;
        }
        paint();
      });
    });
  }

  function typing(target) {
    return target.closest('input, textarea, select, [contenteditable]') !== null;
  }

  function cards() {
    return Array.prototype.slice.call(document.querySelectorAll('.ca-card-link'));
  }

  function move(step) {
    var all = cards();
    if (all.length === 0) return;
    var at = all.indexOf(document.activeElement);
    var next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step));
    all[next].focus();
    all[next].closest('.ca-card').scrollIntoView({ block: 'nearest' });
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) {
      if (event.key === 'Escape' && event.target.blur) event.target.blur();
      return;
    }
    if (event.key === 'Escape') {
      document.querySelectorAll('details.ca-menu[open]').forEach(function (menu) {
        menu.open = false;
        menu.querySelector('summary').focus();
      });
      return;
    }
    if ((event.key === 'j' || event.key === 'k') && cards().length > 0) {
      move(event.key === 'j' ? 1 : -1);
      return;
    }
    var target = document.querySelector('[data-key="' + CSS.escape(event.key) + '"]');
    if (!target) return;
    event.preventDefault();
    if (target.matches('input')) {
      target.focus();
      target.select();
    } else {
      target.click();
    }
  }

  // One menu at a time, closed by a click elsewhere.
  function onClick(event) {
    document.querySelectorAll('details.ca-menu[open]').forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  }

  function say(text) {
    var line = document.getElementById('said');
    if (line && line.textContent !== text) line.textContent = text;
  }

  // After a swap that the person asked for, the focus goes to its heading; after a refresh it does not move.
  function onSwap(event) {
    var swapped = event.detail.target;
    var heading = document.getElementById('found');
    if (swapped && swapped.id === 'main' && heading) {
      heading.focus();
      say(heading.textContent);
    }
    var job = document.getElementById('job-said');
    if (job) say(job.textContent);
    narrow();
  }

  // Filters begin closed where they would stand before the records.
  function narrow() {
    var filters = document.querySelector('.ca-filters');
    if (filters && window.matchMedia('(max-width: 760px)').matches) filters.open = false;
  }

  // An image that cannot be drawn gives way to its name. Errors do not bubble, and may come before the page is whole.
  function undrawn(image) {
    if (!image.matches('img.ca-drawn')) return;
    image.hidden = true;
    image.nextElementSibling.hidden = false;
  }

  document.addEventListener('error', function (event) {
    if (event.target.matches) undrawn(event.target);
  }, true);

  function copies() {
    document.querySelectorAll('button[data-copy]').forEach(function (button) {
      button.hidden = !navigator.clipboard;
      button.addEventListener('click', function () {
        navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent).then(function () {
          say('Copied');
        });
      });
    });
  }

  document.addEventListener('DOMContentLoaded', function () {
    copies();
    themes();
    narrow();
    document.addEventListener('keydown', onKey);
    document.addEventListener('click', onClick);
    document.body.addEventListener('htmx:afterSettle', onSwap);
  });
})();
