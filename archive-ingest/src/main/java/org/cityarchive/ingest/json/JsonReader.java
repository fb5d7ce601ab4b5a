package org.cityarchive.ingest.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;

/** Reads one JSON value from bytes: strict UTF-8, no NUL, no member twice, at most 64 levels. */
public final class JsonReader {
    private static final int DEEPEST = 64;
    private static final int LONGEST_TEXT = 64 << 20;
    // own depth and text limits speak first: those of the library would name the value in their message
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST + 8).maxStringLength(LONGEST_TEXT).build())
            .build();

    private final CharBuffer decoded = CharBuffer.allocate(8192);
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);

    /** The one value that the bytes hold. */
    public Json read(byte[] bytes) throws FaultException {
        checkBytes(bytes);
        try (var parser = FACTORY.createParser(bytes)) {
            var first = parser.nextToken();
            if (first == null) {
                throw new FaultException("empty-line", Fault.WHOLE, "The line is empty.");
            }
            var value = value(parser, first, 1);
            if (parser.nextToken() != null) {
                throw new FaultException("not-json", column(parser), "Not JSON: something follows the value.");
            }
            return value;
        } catch (JsonEOFException _) {
            throw new FaultException("not-json", "end of line", "Not JSON: the line ends inside a value.");
        } catch (StreamConstraintsException _) {
            throw new FaultException("too-long", Fault.WHOLE, "A name or number in it is longer than any platform's.");
        } catch (JsonProcessingException e) {
            throw notJson(e, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory could not be read", e);
        }
    }

    private void checkBytes(byte[] bytes) throws FaultException {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                throw new FaultException("nul-byte", "byte " + (i + 1), "It holds a NUL byte.");
            }
        }
        var in = ByteBuffer.wrap(bytes);
        utf8.reset();
        while (true) {
            var result = utf8.decode(in, decoded.clear(), true);
            if (result.isError()) {
                throw new FaultException("broken-utf8", "byte " + (in.position() + 1), "It is not valid UTF-8.");
            }
            if (result.isUnderflow()) {
                return;
            }
        }
    }

    private static Json value(JsonParser parser, JsonToken token, int depth) throws IOException, FaultException {
        return switch (token) {
            case START_OBJECT -> new Json.Members(members(parser, deeper(parser, depth)));
            case START_ARRAY -> new Json.Values(values(parser, deeper(parser, depth)));
            case VALUE_STRING -> new Json.Text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Digits(parser.getText());
            case VALUE_TRUE -> Json.Word.TRUE;
            case VALUE_FALSE -> Json.Word.FALSE;
            case VALUE_NULL -> Json.Word.NULL;
            default -> throw new FaultException("not-json", column(parser), "Not JSON: a value is missing.");
        };
    }

    private static int deeper(JsonParser parser, int depth) throws FaultException {
        if (depth > DEEPEST) {
            throw new FaultException("too-deep", column(parser), "Nested deeper than " + DEEPEST + " levels.");
        }
        return depth + 1;
    }

    private static Map<String, Json> members(JsonParser parser, int depth) throws IOException, FaultException {
        var members = new LinkedHashMap<String, Json>();
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (members.containsKey(name)) {
                throw new FaultException("duplicate-member", column(parser), "A member stands twice in one object.");
            }
            members.put(name, value(parser, parser.nextToken(), depth));
        }
        return members;
    }

    private static List<Json> values(JsonParser parser, int depth) throws IOException, FaultException {
        var values = new ArrayList<Json>();
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            values.add(value(parser, token, depth));
        }
        return values;
    }

    private static String column(JsonParser parser) {
        return "column " + Math.max(1, parser.currentTokenLocation().getByteOffset() + 1);
    }

    private static FaultException notJson(JsonProcessingException e, int length) {
        var at = e.getLocation();
        long offset = at == null ? 0 : Math.clamp(at.getByteOffset(), 0, length);
        return new FaultException("not-json", "column " + Math.max(1, offset), "Not JSON: a sign that cannot stand here.");
    }
}
