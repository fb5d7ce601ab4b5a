// Two minutes before the session ends the page says so; any key or click keeps it.
(function () {
  'use strict';
  document.addEventListener('DOMContentLoaded', function () {
    var note = document.getElementById('stay');
    var token = document.querySelector('form[action="/sign-out"] input[name="_csrf"]');
    if (!note || !token) return;
    var warn = 120;
    var timer;
    function later(seconds) {
      clearTimeout(timer);
      timer = setTimeout(ask, seconds * 1000);
    }
    function ask(keep) {
      fetch(keep ? '/sign-in/stay' : '/sign-in/left', keep ? { method: 'POST', body: new URLSearchParams({ _csrf: token.value }) } : {})
        .then(function (answer) { return answer.ok ? answer.json() : { seconds: 0 }; })
        .then(function (left) { show(left.seconds, keep); })
        .catch(function () { later(30); });
    }
    function show(seconds, kept) {
      var text = seconds <= 0 ? note.dataset.over : kept ? note.dataset.last : note.dataset.soon;
      note.hidden = seconds > warn;
      if (!note.hidden) note.querySelector('p').textContent = text;
      note.dataset.keep = String(!note.hidden && seconds > 0 && !kept);
      if (seconds > 0) later(Math.max(5, seconds > warn ? seconds - warn : seconds));
    }
    function go() {
      if (note.dataset.keep !== 'true') return;
      note.dataset.keep = 'false';
      ask(true);
    }
    document.addEventListener('keydown', go);
    document.addEventListener('pointerdown', go);
    later(Number(note.dataset.first));
  });
})();
