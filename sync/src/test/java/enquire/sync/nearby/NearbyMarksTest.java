package enquire.sync.nearby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import java.net.InetAddress;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NearbyMarksTest {

    private static final PeerId ALICE = peer("a1");
    private static final PeerId BOB = peer("b0");
    private static final WikiId GARDEN = wiki("01");
    private static final WikiId CELLAR = wiki("02");

    private final Random random = new Random(1);

    @Test
    void membersOfACommonWikiRecogniseWhoItIsAndOthersDoNot() {
        var marks = read(NearbyMarks.of(ALICE, List.of(GARDEN), random));

        assertEquals(Set.of(ALICE), marks.recognised(List.of(circle(GARDEN), circle(CELLAR))));
        assertEquals(Set.of(), marks.recognised(List.of(circle(CELLAR))));
        assertEquals(
                Set.of(), marks.recognised(List.of(new NearbyMarks.Circle(GARDEN, List.of(BOB)))));
    }

    @Test
    void nothingOfItStandsInTheNextOneAndTheNumberOfWikisIsNotTold() {
        var many = Collections.nCopies(2 * NearbyMarks.WIKIS_MAX, GARDEN);
        var seen = new HashSet<String>();
        for (List<WikiId> wikis : List.of(List.<WikiId>of(), List.of(GARDEN), List.of(GARDEN))) {
            var marks = NearbyMarks.of(ALICE, wikis, random);
            assertEquals(NearbyMarks.WIKIS_MAX, marks.marks().size());
            assertTrue(seen.add(marks.salt()));
            marks.marks().forEach(mark -> assertTrue(seen.add(mark)));
        }
        assertEquals(
                NearbyMarks.of(ALICE, List.of(), random).text().length(),
                NearbyMarks.of(ALICE, many, random).text().length());
    }

    /** One string of a TXT record, with its key and the sign between (RFC 6763, section 6.1). */
    @Test
    void itFitsOneString() {
        int letters = NearbyMarks.of(ALICE, List.of(GARDEN), random).text().length();

        assertTrue(OneNetwork.MARKS.length() + 1 + letters <= 255, "" + letters);
    }

    @Test
    void whateverElseStrangersSayIsNone() {
        String right = NearbyMarks.of(ALICE, List.of(GARDEN), random).text();
        for (String wrong :
                List.of(
                        "",
                        "m",
                        right.substring(1),
                        right + "0",
                        right.replace(right.charAt(0), 'g'),
                        right.toUpperCase(java.util.Locale.ROOT).replace('0', 'A'),
                        "0".repeat(100_000))) {
            assertEquals(Optional.empty(), NearbyMarks.read(wrong));
        }
    }

    @Test
    void anAddressIsInASubnetIfItsFirstBitsAre() throws Exception {
        InetAddress subnet = address(192, 168, 1, 77);
        assertTrue(OneNetwork.holds(subnet, 24, address(192, 168, 1, 200)));
        assertFalse(OneNetwork.holds(subnet, 24, address(192, 168, 2, 200)));
        assertTrue(OneNetwork.holds(subnet, 22, address(192, 168, 2, 200)));
        assertFalse(OneNetwork.holds(subnet, 32, address(192, 168, 1, 76)));
        assertFalse(OneNetwork.holds(subnet, 24, InetAddress.getByName("fd00::1")));
    }

    private static InetAddress address(int... parts) throws Exception {
        byte[] bytes = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = (byte) parts[i];
        }
        return InetAddress.getByAddress(bytes);
    }

    private static NearbyMarks read(NearbyMarks said) {
        return NearbyMarks.read(said.text()).orElseThrow();
    }

    private static NearbyMarks.Circle circle(WikiId wiki) {
        return new NearbyMarks.Circle(wiki, List.of(ALICE, BOB));
    }

    private static PeerId peer(String pair) {
        return new PeerId(Bytes.ofHex(pair.repeat(PeerId.BYTES)));
    }

    private static WikiId wiki(String pair) {
        return new WikiId(Bytes.ofHex(pair.repeat(32)));
    }
}
