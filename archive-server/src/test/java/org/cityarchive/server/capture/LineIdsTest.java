package org.cityarchive.server.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineIdsTest {
    private static final String REPLY = "{\"platform\":\"facebook\",\"account\":\"village\",\"id\":\"r1\",\"kind\":\"comment\","
            + "\"parent\": \"p0\",\"author\":{\"id\":\"a0\",\"name\":\"Ann\"},\"text\":\"see x0 and \\\"https://town/u0\\\"\","
            + "\"url\":\"https://town/u1\",\"state\":\"present\"}";

    @Test
    void anAnswerDoesNotGoWithWhatItAnswersNorALineWithItsAccount() {
        assertThat(LineIds.in(REPLY.getBytes(UTF_8))).contains("r1").doesNotContain("p0", "a0", "village", "Ann", "x0",
                "https://town/u0", "https://town/u1", "facebook", "present");
        assertThat(LineIds.in(
                "{\"tweet\":{\"id_str\":\"11\",\"in_reply_to_status_id_str\":\"12\",\"in_reply_to_user_id\":13,\"full_text\":\"14\"}}"
                        .getBytes(UTF_8)))
                .contains("11").doesNotContain("12", "13", "14");
    }

    @Test
    void aBrokenOrEscapedLineIsKnownByItsId() {
        assertThat(LineIds.in("{\"id\":\"v0\",\"parent\":\"p0\",\"text\":\"word, cut".getBytes(UTF_8))).contains("v0")
                .doesNotContain("p0");
        assertThat(LineIds.in("{\"id\":\"\\u0076\\u0030\"".getBytes(UTF_8))).contains("v0");
        assertThat(LineIds.in("{\"id\":17,\"text\":\"x\"}".getBytes(UTF_8))).contains("17");
        assertThat(LineIds.in("town,v0,post".getBytes(UTF_8))).contains("v0");
    }
}
