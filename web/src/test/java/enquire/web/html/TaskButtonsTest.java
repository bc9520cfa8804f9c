package enquire.web.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.web.language.Language;
import enquire.web.language.Speaking;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskButtonsTest {

    @ParameterizedTest
    @CsvSource({
        "ENGLISH, 0, Task 1",
        "ENGLISH, 999, Task 1000",
        "ENGLISH, 999999, Task 1000000",
        "GERMAN, 0, Aufgabe 1",
        "GERMAN, 999, Aufgabe 1000"
    })
    void everyTaskOfAPageCanBeTickedInEveryLanguage(Language language, int task, String name)
            throws Exception {
        String page = "<p><input type=checkbox data-task=%d> x</p>".formatted(task);
        assertEquals(
                """
                <p><button class="box" role="checkbox" aria-checked="false" form="Tick" name="tick" value="%d" aria-label="%s"></button> x</p>\
                """
                        .formatted(task, name),
                Speaking.in(language, () -> TaskButtons.in(HtmlSanitizer.sanitize(page)).html()));
    }

    @ParameterizedTest
    @CsvSource({
        "<p title=' data-task=\"0\" aria-label=\"Task 1\" />'>x</p>",
        "<p><input type=checkbox> x</p>"
    })
    void nothingElseBecomesAButton(String html) {
        SafeHtml page = HtmlSanitizer.sanitize(html);
        assertEquals(page.html(), TaskButtons.in(page).html());
    }
}
