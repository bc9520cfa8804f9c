package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import enquire.editor.page.PageId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words are found and taken out in whatever script they are. */
class WordsOfAnyScriptTest extends SecretPages {

    WordsOfAnyScriptTest(@TempDir Path folder) {
        super(folder);
    }

    /** In ten scripts, with marks behind letters, and of several characters that look like one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Passwort-Größe",
                "Тайный ключ",
                "κρυφό κλειδί",
                "סיסמה סודית",
                "كلمة السرّ",
                "गुप्त कुंजी",
                "รหัสผ่านลับ",
                "秘密的钥匙",
                "ひみつのカギ",
                "비밀번호는",
                "საიდუმლო",
                "👩‍👩‍👧‍👦🗝️🏴‍☠️",
                "𝒮ecret 𐍈𐌰"
            })
    void wordsOfAnyScriptAreTakenOutHoweverTheirLettersArePutTogether(String secret)
            throws Exception {
        PageId page = alice.create("Keys", "Öl: .\n").page();
        String composed = Normalizer.normalize(secret, Normalizer.Form.NFC);
        String decomposed = Normalizer.normalize(secret, Normalizer.Form.NFD);
        insert(alice, page, 4, composed);
        insert(alice, page, alice.text(page).length(), "Again: " + decomposed);
        Version before = alice.page(page).version();

        // As somebody else's keyboard writes it: the screen shows no difference.
        for (String asked : List.of(composed, decomposed)) {
            assertEquals(2, of(alice).find(page, asked).now(), asked);
        }
        List<TakingOut.Named> named = of(alice).delete(page, decomposed);
        aliceHeard.of(page, named);
        of(alice).takeOut(page).join();

        assertEquals("Öl: .\nAgain: ", alice.text(page));
        String old = alice.repository().textAt(page, before).orElseThrow();
        assertEquals(before(composed, decomposed).length(), old.length());
        assertFalse(old.contains(composed) || old.contains(decomposed), old);
        bobHeard.of(page, named);
        bob.receiveFrom(alice);
        for (Person person : List.of(alice, bob)) {
            await(() -> scrubbed(person));
            for (String form : List.of(composed, decomposed)) {
                byte[] utf8 = form.getBytes(StandardCharsets.UTF_8);
                String sought = new String(utf8, StandardCharsets.ISO_8859_1);
                assertEquals(List.of(), holding(person.folder(), sought));
            }
        }
        assertEquals(alice.page(page).version(), bob.page(page).version());
    }

    private static String before(String composed, String decomposed) {
        return "Öl: " + composed + ".\nAgain: " + decomposed;
    }
}
