package enquire.web.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EditElsewhereTest {

    @Test
    void aSummarySaysWhoAndWhenAndNothingElseDoes() {
        assertEquals(
                Optional.of(new EditElsewhere("Carol", Instant.parse("2011-03-04T05:06:00Z"))),
                EditElsewhere.of(EditElsewhere.summary("Carol", "2011-03-04 05:06", "typo")));
        for (String summary :
                new String[] {
                    "",
                    "typo",
                    "Carol, 2011-03-04",
                    "Carol, 2011-13-04 05:06",
                    EditElsewhere.summary("", "2011-03-04 05:06", "nobody knows"),
                    "Carol, 0001-01-01 00:00: no git takes such a time",
                    "Carol, 1969-12-31 23:59: nor this"
                }) {
            assertEquals(Optional.empty(), EditElsewhere.of(summary), summary);
        }
    }
}
