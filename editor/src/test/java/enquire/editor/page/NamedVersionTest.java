package enquire.editor.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.text.TextChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NamedVersionTest {

    private final PageDocument alice = page("0a");
    private final PageDocument bob = page("0b");

    private static PageDocument page(String author) {
        var peer = new PeerId(Bytes.ofHex(author.repeat(32)));
        return PageDocument.create(ActorId.of(peer, Bytes.ofHex("0000000000000001")));
    }

    @AfterEach
    void free() {
        alice.close();
        bob.close();
    }

    private static List<NamedVersion> names(PageDocument page) {
        return TextHistory.of(page.changes()).orElseThrow().names();
    }

    private static void name(PageDocument page, Heads version, String name) {
        page.edit(new Edit.PutMark(NamedVersion.key(version), name));
    }

    private Heads written() {
        alice.edit(new Edit.Text(TextChange.replace(0, 0, 0, "roses")));
        return alice.heads();
    }

    @Test
    void aVersionIsFoundByTheNameThatItWasGivenLast() {
        Heads version = written();
        name(alice, version, "first");
        name(alice, version, "Before the springs");

        assertEquals(List.of(new NamedVersion(version, "Before the springs", 2)), names(alice));

        alice.edit(new Edit.RemoveMark(NamedVersion.key(version)));
        assertEquals(List.of(), names(alice));
    }

    @Test
    void ofTwoNamesThatWereGivenAtOnceTheOneCountsThatAutomergeShows() {
        Heads version = written();
        bob.apply(alice.changes());
        name(alice, version, "by Alice");
        name(bob, version, "by Bob");
        alice.apply(bob.changes());
        bob.apply(alice.changes());

        String shown = alice.content().marks().get(NamedVersion.key(version));
        assertEquals(shown, names(alice).getFirst().name());
        assertEquals(shown, names(bob).getFirst().name());
        assertEquals(1, names(alice).size());

        name(bob, version, "both have read it");
        assertEquals("both have read it", names(bob).getFirst().name());
    }

    @Test
    void whatIsNoVersionOrNoNameIsPassedOver() {
        Heads version = written();
        for (String key :
                List.of("version:", "version:x", "version:****", "version:AAAA", "overlap:1")) {
            alice.edit(new Edit.PutMark(key, "name"));
        }
        name(alice, version, "\u202e \u0000\n");

        assertEquals(List.of(), names(alice));
    }

    @Test
    void namesAreOneLineAndEndWithoutHalfACharacter() {
        assertEquals(Optional.of("a b"), NamedVersion.name(" a\nb\u202e "));
        assertEquals(Optional.empty(), NamedVersion.name(" \u200f\n"));
        String long99 = "x".repeat(99);
        assertEquals(Optional.of(long99), NamedVersion.name(long99 + "🌹"));
        assertEquals(
                NamedVersion.NAME_CHARS_MAX,
                NamedVersion.name("x".repeat(1_000)).orElseThrow().length());
    }

    @Test
    void thousandsOfNamesAreReadNoFurtherThanTheLimit() {
        written();
        var edits = new ArrayList<Edit>();
        for (int i = 0; i < PageContent.KEYS_MAX + 100; i++) {
            byte[] hash = new byte[ChangeHash.BYTES];
            hash[0] = (byte) i;
            hash[1] = (byte) (i >> 8);
            edits.add(
                    new Edit.PutMark(
                            NamedVersion.key(Heads.of(List.of(new ChangeHash(Bytes.of(hash))))),
                            "name " + i));
        }
        alice.edit(edits);

        assertTrue(names(alice).size() <= PageContent.KEYS_MAX + 1);
    }
}
