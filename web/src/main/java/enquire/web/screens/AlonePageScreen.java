package enquire.web.screens;

import enquire.web.html.SafeHtml;
import enquire.web.language.Messages;
import gg.jte.Content;

/**
 * A page as one file that needs no other.
 *
 * @param messages the sentences of its language
 * @param wikiName the wiki it is of
 * @param title the page's title
 * @param edited last edit
 * @param author of the last edit; empty if nobody is known
 * @param style a whole {@code <style>} element
 * @param scriptSource of the policy: what may run in it, {@code 'none'} or a hash
 * @param script a whole {@code <script>} element, or nothing
 * @param body the rendered text, with its pictures in it
 * @param leftOut a sentence about pictures that are not in it, or empty
 */
public record AlonePageScreen(
        Messages messages,
        String wikiName,
        String title,
        When edited,
        String author,
        Content style,
        String scriptSource,
        Content script,
        SafeHtml body,
        String leftOut) {}
