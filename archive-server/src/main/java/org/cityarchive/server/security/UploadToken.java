package org.cityarchive.server.security;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the form token of an upload, which is the form's first field, before the rest of the body is touched. In the address it would
 * stand in histories and logs, and the container's own reading of uploads would put the file on the disk in plain text.
 */
final class UploadToken extends OncePerRequestFilter {
    static final String FIELD = "_csrf";
    private static final int PEEKED = 2_048;
    private static final Pattern FIRST = Pattern.compile(
            "\\A--[^\\r\\n]{1,70}\\r\\nContent-Disposition: form-data; name=\"_csrf\"\\r\\n\\r\\n([A-Za-z0-9_=-]{1,200})\\r\\n",
            Pattern.CASE_INSENSITIVE);

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var type = request.getContentType();
        return !"POST".equals(request.getMethod()) || type == null || !type.regionMatches(true, 0, "multipart/form-data", 0, 19)
                || !ActorFilter.couldBeSentByAnotherSite(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var in = request.getInputStream();
        var peeked = in.readNBytes(PEEKED);
        var first = FIRST.matcher(new String(peeked, StandardCharsets.ISO_8859_1));
        var token = first.find() ? Optional.of(first.group(1)) : Optional.<String>empty();
        chain.doFilter(new Peeked(request, token, new SequenceInputStream(new ByteArrayInputStream(peeked), in)), response);
    }

    /** The request with its token found and its body whole again. */
    private static final class Peeked extends HttpServletRequestWrapper {
        private final Optional<String> token;
        private final Whole body;

        Peeked(HttpServletRequest request, Optional<String> token, InputStream whole) {
            super(request);
            this.token = token;
            this.body = new Whole(whole);
        }

        @Override
        public @Nullable String getParameter(String name) {
            return FIELD.equals(name) ? token.orElse(null) : super.getParameter(name);
        }

        @Override
        public ServletInputStream getInputStream() {
            return body;
        }
    }

    /** A body read in two parts. */
    private static final class Whole extends ServletInputStream {
        private final InputStream in;
        private boolean over;

        Whole(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            over |= b < 0;
            return b;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int n = in.read(bytes, from, length);
            over |= n < 0;
            return n;
        }

        @Override
        public boolean isFinished() {
            return over;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("uploads are read by their request's own thread");
        }
    }
}
