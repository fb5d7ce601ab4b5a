// The timeline of the search page: two handles and the bars between them. All they do is fill in the two dates beside them and ask.
(function () {
  'use strict';

  function brush() {
    var line = document.getElementById('timeline');
    var handles = line ? Array.from(line.querySelectorAll('.ca-handle')) : [];
    if (handles.length < 2) return;
    var days = line.dataset.days.split(' ');
    var bars = Array.from(line.querySelectorAll('.ca-plot g'));
    var last = bars.length - 1;
    var plot = line.querySelector('.ca-bars');
    var at = handles.map(function (handle) { return Number(handle.getAttribute('aria-valuenow')); });
    var asked = at.join();
    var held = null;
    var timer;

    function put(element, values) {
      Object.keys(values).forEach(function (name) { element.setAttribute(name, values[name]); });
    }

    function set(one, other) {
      at = [Math.max(0, Math.min(one, other)), Math.min(last, Math.max(one, other))];
      var part = 100 / bars.length;
      put(line.querySelector('.ca-range'), { x: at[0] * part + '%', width: (at[1] - at[0] + 1) * part + '%' });
      handles.forEach(function (handle, end) {
        var name = bars[at[end]].querySelector('title').textContent.split(':')[0];
        put(handle, { x: (at[end] + end) * part + '%', 'aria-valuenow': at[end], 'aria-valuetext': name });
      });
      bars.forEach(function (bar, i) { bar.classList.toggle('ca-in', i >= at[0] && i <= at[1]); });
      line.classList.add('ca-moving');
      clearTimeout(timer);
    }

    function ask() {
      clearTimeout(timer);
      if (at.join() === asked || !line.isConnected) return;
      asked = at.join();
      var dates = [at[0] === 0 ? '' : days[at[0]], at[1] === last ? '' : days[at[1] + 1]];
      line.querySelectorAll('input[type=date]').forEach(function (input, end) {
        input.value = dates[end];
        input.disabled = !dates[end]; // what sets no bound is not sent
      });
      line.querySelector('form').requestSubmit();
    }

    handles.forEach(function (handle, end) {
      handle.addEventListener('blur', ask);
      handle.addEventListener('keydown', function (event) {
        var step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key] || 0;
        var to = { Home: end ? at[0] : 0, End: end ? last : at[1] }[event.key];
        if (!step && to === undefined) return;
        event.preventDefault();
        if (to === undefined) to = Math.max(end ? at[0] : 0, Math.min(end ? last : at[1], at[end] + step));
        if (!event.shiftKey || !step) set(end ? at[0] : to, end ? to : at[1]);
        else if (at[0] + step >= 0 && at[1] + step <= last) set(at[0] + step, at[1] + step);
        timer = setTimeout(ask, 600);
      });
    });

    function bar(event) {
      var box = plot.getBoundingClientRect();
      return Math.max(0, Math.min(last, Math.floor((event.clientX - box.left) / box.width * bars.length)));
    }
    plot.addEventListener('pointerdown', function (event) {
      var end = handles.indexOf(event.target.closest('.ca-handle'));
      held = end < 0 ? bar(event) : at[1 - end];
      if (end < 0) set(held, held);
      plot.setPointerCapture(event.pointerId);
    });
    plot.addEventListener('pointermove', function (event) {
      if (held !== null) set(held, bar(event));
    });
    plot.addEventListener('pointerup', function () {
      held = null;
      ask();
    });
  }

  document.addEventListener('DOMContentLoaded', function () {
    brush();
    document.body.addEventListener('htmx:afterSettle', function (event) {
      if (event.detail.target && event.detail.target.id === 'main') brush();
    });
  });
})();
