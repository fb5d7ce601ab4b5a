package org.cityarchive.server.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

import com.github.luben.zstd.Zstd;
import org.junit.jupiter.api.Test;

/** What was sealed once opens for ever: with the dictionary as it was then, and what came before it with none. */
class CompressionTest {
    private static final byte[] POST = """
            {"platform":"x","account":"CityOfElsewhere","id":"1450221985519255554","kind":"post","text":"Main Street is closed \
            until noon.","createdAt":"2024-11-05T14:23:19Z","observedAt":"2024-11-05T14:24:19Z","state":"present"}"""
            .getBytes(UTF_8);

    /** Written by {@code -Ddictionary.write=true} where there is none; the one that there is never changes. */
    @Test
    void theDictionaryIsTheOneThatRecordsWereSealedWith() throws Exception {
        var kept = Path.of("src/main/resources/vault/records-1.dictionary");
        if (Boolean.getBoolean("dictionary.write") && !Files.exists(kept)) {
            Files.write(kept, DictionarySamples.made());
        }
        assertThat(HexFormat.of().formatHex(ContentSealing.sha256().digest(Compression.dictionary())))
                .isEqualTo("96e74917a1e44fb7230c9d1173f62dbdc48d9baf608d5f79bcfdd46b0a5443ca");
    }

    @Test
    void aShortPostTakesLessThanByItself() {
        byte[] compressed = Compression.compress(POST);
        assertThat(Zstd.getDictIdFromFrame(compressed)).isEqualTo(40_001);
        assertThat(compressed).hasSizeLessThan(Compression.compressAlone(POST).length * 2 / 3);
        assertThat(Compression.decompress(compressed)).isEqualTo(POST);
    }

    @Test
    void whatWasCompressedWithoutADictionaryOpens() {
        assertThat(Compression.decompress(Compression.compressAlone(POST))).isEqualTo(POST);
        byte[] empty = {};
        assertThat(Compression.decompress(Compression.compress(empty))).isEmpty();
    }

    @Test
    void aFrameOfAnUnknownDictionaryDoesNotOpen() {
        byte[] compressed = Compression.compress(POST);
        compressed[5]++; // its number, behind the frame's magic number and descriptor
        assertThatThrownBy(() -> Compression.decompress(compressed)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Compression.decompress(Arrays.copyOf(POST, 40))).isInstanceOf(IllegalArgumentException.class);
    }
}
