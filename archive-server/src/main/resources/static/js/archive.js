// Keys, colours and focus. Every page works without this file.
(function () {
  'use strict';
  var root = document.documentElement;
  root.classList.add('ca-js');
  var dark = window.matchMedia('(prefers-color-scheme: dark)');

  // Small choices: in this browser, or in this tab only. Storage may be switched off.
  function recall(name, otherwise, store) {
    try {
      return window[store || 'localStorage'].getItem(name) || otherwise;
    } catch (e) {
      return otherwise;
    }
  }

  function remember(name, value, store) {
    try {
      window[store || 'localStorage'].setItem(name, value);
    } catch (e) {
      say('This browser keeps nothing: the choice lasts as long as this page.');
    }
  }

  function chosen() {
    return recall('theme', 'auto');
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
        remember('theme', input.value);
        paint();
      });
    });
  }

  function typing(target) {
    return target.closest('input, textarea, select, [contenteditable]') !== null;
  }

  function move(step) {
    var all = Array.from(document.querySelectorAll('.ca-card-link'));
    if (all.length === 0) return;
    var card = document.activeElement.closest('.ca-card');
    var at = card ? all.indexOf(card.querySelector('.ca-card-link')) : -1;
    var next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step));
    all[next].focus();
    all[next].closest('.ca-card').scrollIntoView({ block: 'nearest' });
  }

  // What a key does; true: it did.
  function act(key, target) {
    var card = document.activeElement.closest('.ca-card');
    if ((key === 'j' || key === 'k') && document.querySelector('.ca-card-link')) {
      move(key === 'j' ? 1 : -1);
    } else if (card && key === 'x' && card.querySelector('.ca-pick')) {
      card.querySelector('.ca-pick').click();
    } else if (card && key === ' ' && target.matches('.ca-card-link') && card.querySelector('.ca-pick')) {
      preview(card);
    } else {
      var there = document.querySelector('[data-key="' + CSS.escape(key) + '"]');
      if (!there) return false;
      if (there.matches('input')) {
        there.focus();
        there.select();
      } else {
        there.click();
      }
    }
    return true;
  }

  function onKey(event) {
    var key = event.key;
    if (event.ctrlKey || event.metaKey || event.altKey || (typing(event.target) && !event.target.matches('.ca-pick'))) {
      if (key === 'Escape' && event.target.blur) event.target.blur();
      return;
    }
    if (key === 'Escape') {
      document.querySelectorAll('details.ca-menu[open]').forEach(function (menu) {
        menu.open = false;
        menu.querySelector('summary').focus();
      });
    } else if (key.length === 1 && (key === ' ' || recall('keys', 'on') === 'on') && act(key, event.target)) {
      event.preventDefault();
    }
  }

  // One menu at a time, closed by a click elsewhere.
  function onClick(event) {
    document.querySelectorAll('details.ca-menu[open]').forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
    var word = event.target.closest('[data-insert]');
    var words = event.target.closest('.ca-card .ca-text');
    if (word) {
      event.preventDefault();
      insert(word.dataset.insert);
    } else if (words && !String(window.getSelection())) {
      preview(words.closest('.ca-card'));
    } else if (event.target.closest('.ca-unselect')) {
      selection([]);
    }
  }

  function say(text) {
    var line = document.getElementById('said');
    if (line && line.textContent !== text) line.textContent = text;
  }

  // After a swap that the person asked for, the focus goes to its heading; after a refresh, and where the person is already on a handle
  // of the timeline or on a record of the result, it stays.
  function onSwap(event) {
    var swapped = event.detail.target;
    var heading = document.getElementById('found') || document.getElementById('query-error');
    if (swapped && swapped.id === 'main' && heading) {
      dress();
      if (!document.activeElement.matches('.ca-handle, .ca-card-link')) heading.focus();
      say(heading.textContent.trim());
    }
    var job = document.getElementById('job-said');
    if (job) say(job.textContent);
    narrow();
  }

  // An answer that is no page of the search (signed out, refused) is shown as the page that it is.
  function onAnswer(event) {
    if (event.detail.target.id === 'main' && !/<main[^>]* id="main"/.test(event.detail.serverResponse)) {
      event.detail.shouldSwap = false;
      window.location.assign(event.detail.xhr.responseURL || window.location.href);
    }
  }

  // The record that a card stands for, beside the list where there is room, else on its own page.
  function preview(card) {
    if (!document.getElementById('preview') || window.matchMedia('(max-width: 1199px)').matches) {
      card.querySelector('.ca-card-link').click();
      return;
    }
    document.querySelectorAll('.ca-card[data-shown]').forEach(function (other) { other.removeAttribute('data-shown'); });
    card.setAttribute('data-shown', '');
    window.htmx.ajax('GET', card.dataset.preview, { target: '#preview', swap: 'innerHTML' });
  }

  // The ticked records, kept while the pages of one result are turned. Given ids are kept; what is kept is shown.
  function selection(ids) {
    var form = document.getElementById('selection');
    if (!form) return [];
    if (ids) remember('selection', JSON.stringify({ of: form.dataset.of, ids: ids }), 'sessionStorage');
    var kept = JSON.parse(recall('selection', '{}', 'sessionStorage'));
    var all = ids || (kept.of === form.dataset.of ? kept.ids : []);
    var boxes = Array.from(document.querySelectorAll('.ca-pick'));
    var here = boxes.map(function (box) { return box.value; });
    boxes.forEach(function (box) { box.checked = all.includes(box.value); });
    form.querySelectorAll('input[name=ids]').forEach(function (input) { input.remove(); });
    all.filter(function (id) { return !here.includes(id); }).forEach(function (id) {
      form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'ids', value: id }));
    });
    document.getElementById('selected').textContent = all.length.toLocaleString('en-US');
    form.hidden = all.length === 0;
    return all;
  }

  function onChange(event) {
    var box = event.target;
    if (box.matches('.ca-pick')) {
      var ticked = box.checked;
      var others = selection().filter(function (id) { return id !== box.value; });
      selection(ticked ? others.concat(box.value) : others);
    } else if (box.id === 'keys-on') {
      remember('keys', box.checked ? 'on' : 'off');
      keys();
    }
  }

  function keys() {
    root.classList.toggle('ca-no-keys', recall('keys', 'on') !== 'on');
    var box = document.getElementById('keys-on');
    if (box) box.checked = recall('keys', 'on') === 'on';
  }

  // The parts of the query are tinted behind what is typed; the input stays what it is.
  function tint() {
    var input = document.getElementById('q');
    var under = document.querySelector('.ca-query-chips');
    if (!under) return;
    under.replaceChildren();
    (input.value.match(/\s+|[()]|-?(?:[\w-]+:)?[~=]?(?:"[^"]*"?|[^\s()"]+)/g) || []).forEach(function (part) {
      var named = /^(\s+|[()]|OR|-)$/.test(part) ? '' : part[0] === '-' ? 'ca-tint-not' : 'ca-tint';
      under.append(Object.assign(document.createElement('span'), { className: named, textContent: part }));
    });
    under.scrollLeft = input.scrollLeft;
  }

  function insert(word) {
    var input = document.getElementById('q');
    input.value += (input.value && !/\s$/.test(input.value) ? ' ' : '') + word;
    input.focus();
    if (word[0] === '"') input.setSelectionRange(input.value.length - word.length + 1, input.value.length - 1);
    tint();
  }

  // What a page gets when it comes and when its content is swapped.
  function dress() {
    tint();
    keys();
    selection();
  }

  // Filters begin closed where they would stand before the records.
  function narrow() {
    var filters = document.querySelector('.ca-filters');
    if (filters && window.matchMedia('(max-width: 1000px)').matches) filters.open = false;
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

  // A password can be looked at by who types it.
  function shows() {
    document.querySelectorAll('[data-shows]').forEach(function (button) {
      var input = document.getElementById(button.dataset.shows);
      button.hidden = false;
      button.addEventListener('click', function () {
        var hide = input.type === 'text';
        input.type = hide ? 'password' : 'text';
        button.textContent = hide ? 'Show' : 'Hide';
        button.setAttribute('aria-pressed', String(!hide));
      });
    });
  }

  // What the browser's own command does, where somebody looks for it.
  function prints() {
    document.querySelectorAll('[data-print]').forEach(function (button) {
      button.hidden = false;
      button.addEventListener('click', function () { window.print(); });
    });
  }

  document.addEventListener('DOMContentLoaded', function () {
    copies();
    prints();
    shows();
    themes();
    narrow();
    dress();
    document.addEventListener('keydown', onKey);
    document.addEventListener('change', onChange);
    document.addEventListener('input', function (event) { if (event.target.id === 'q') tint(); });
    document.addEventListener('scroll', function (event) { if (event.target.id === 'q') tint(); }, true);
    document.addEventListener('click', onClick);
    document.body.addEventListener('htmx:afterSettle', onSwap);
    document.body.addEventListener('htmx:beforeSwap', onAnswer);
  });
})();
