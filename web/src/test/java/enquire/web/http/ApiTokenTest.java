package enquire.web.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.sync.node.DataFolderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiTokenTest {

    @TempDir Path folder;

    @Test
    void aTokenIsTheSameAtEveryStart() {
        assertEquals(ApiToken.of(folder).text(), ApiToken.of(folder).text());
    }

    @Test
    void aFileThatHoldsNoTokenIsNamedAndKept() throws IOException {
        ApiToken.of(folder);
        Path file = folder.resolve("api-token");
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length - 1; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) 0x80;
            Files.write(file, damaged);

            var refused = assertThrows(DataFolderException.class, () -> ApiToken.of(folder));

            assertTrue(
                    refused.getMessage().contains("is damaged. Delete it"), refused.getMessage());
            assertArrayEquals(damaged, Files.readAllBytes(file));
        }
    }

    @Test
    void aFileThatWasCutIsNamed() throws IOException {
        String text = ApiToken.of(folder).text();
        Path file = folder.resolve("api-token");
        for (int length = 0; length < 32; length++) {
            Files.writeString(file, text.substring(0, length));

            assertThrows(DataFolderException.class, () -> ApiToken.of(folder));
        }
    }
}
