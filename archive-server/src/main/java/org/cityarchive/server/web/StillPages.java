package org.cityarchive.server.web;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The last step of every page: signs that act on what stands around them are spelled, wherever the page holds them, in text, in an
 * attribute, in its title. The templates escape markup; this is beside it, so that no template can forget it. Templates themselves hold
 * no such sign. Answers that are no page (data, files) are not touched.
 */
final class StillPages extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new Answer(response));
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false; // an error page may show what was typed
    }

    private static final class Answer extends HttpServletResponseWrapper {
        private @Nullable PrintWriter writer;

        Answer(HttpServletResponse response) {
            super(response);
        }

        @Override
        public PrintWriter getWriter() throws IOException {
            var known = writer;
            if (known == null) {
                var type = getContentType();
                boolean page = type == null || type.startsWith("text/html");
                known = page ? new PrintWriter(new Still(super.getWriter())) : super.getWriter();
                writer = known;
            }
            return known;
        }
    }

    /** Hands on what only reads, and spells the rest. */
    private static final class Still extends FilterWriter {
        Still(Writer out) {
            super(out);
        }

        @Override
        public void write(int c) throws IOException {
            if (VisibleText.acts((char) c)) {
                out.write(VisibleText.spelled((char) c));
            } else {
                out.write(c);
            }
        }

        @Override
        public void write(char[] chars, int from, int length) throws IOException {
            int done = from;
            for (int i = from; i < from + length; i++) {
                if (VisibleText.acts(chars[i])) {
                    out.write(chars, done, i - done);
                    out.write(VisibleText.spelled(chars[i]));
                    done = i + 1;
                }
            }
            out.write(chars, done, from + length - done);
        }

        @Override
        public void write(String text, int from, int length) throws IOException {
            write(text.substring(from, from + length).toCharArray(), 0, length);
        }
    }
}
