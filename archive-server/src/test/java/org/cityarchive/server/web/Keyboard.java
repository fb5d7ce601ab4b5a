package org.cityarchive.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;

/** Hands that have a keyboard and no mouse: they go from place to place with Tab, and see where they are. */
final class Keyboard {
    /** Nobody goes further than this for one thing; the city that tests share has a row for each token that any of them made. */
    private static final int FURTHEST = 400;
    private static final String HERE = """
            () => { const e = document.activeElement; if (!e || e === document.body) { return ''; }
              const label = e.labels && e.labels.length ? e.labels[0].innerText : '';
              return [e.getAttribute('aria-label') || label || e.innerText || e.name || e.id].join(' ').replace(/\\s+/g, ' ').trim(); }""";
    private static final String SEEN = """
            () => { const e = document.activeElement; const s = getComputedStyle(e); const r = e.getBoundingClientRect();
              return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 || e.matches('input[type=search]')
                  || r.width === 0; }""";

    private final Page page;

    Keyboard(Page page) {
        this.page = page;
    }

    /** What has the focus, as it is read out; empty where nothing has. */
    String here() {
        return (String) page.evaluate(HERE);
    }

    /** Goes on with Tab until something of these first words has the focus, which must be seen to have it. */
    Keyboard to(String words) {
        var passed = new StringBuilder();
        for (int i = 0; i < FURTHEST; i++) {
            page.keyboard().press("Tab");
            var here = here();
            if (here.startsWith(words)) {
                assertThat((Boolean) page.evaluate(SEEN)).as("focus is seen on: %s", here).isTrue();
                return this;
            }
            passed.append(here, 0, Math.min(30, here.length())).append(" · ");
        }
        throw new AssertionError("Tab never came to “" + words + "” on " + page.url() + ", only to: " + passed);
    }

    Keyboard press(String key) {
        page.keyboard().press(key);
        return this;
    }

    /** Types over what stands there. */
    Keyboard type(String text) {
        page.keyboard().press("Control+A");
        page.keyboard().type(text);
        return this;
    }

    /** Presses Enter, which leads to another page. */
    Keyboard enter() {
        var before = page.url();
        page.keyboard().press("Enter");
        page.waitForURL(there -> !there.equals(before));
        page.waitForLoadState();
        return this;
    }
}
