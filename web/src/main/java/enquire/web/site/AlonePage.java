package enquire.web.site;

import enquire.editor.page.BlobId;
import enquire.storage.PageView;
import enquire.sync.node.Wiki;
import enquire.web.html.Relinked;
import enquire.web.html.RepeatedTitle;
import enquire.web.html.SafeHtml;
import enquire.web.http.Percent;
import enquire.web.http.ProblemException;
import enquire.web.language.Speaking;
import enquire.web.pages.Times;
import enquire.web.screens.AlonePageScreen;
import enquire.web.screens.Templates;
import enquire.web.wiki.FileType;
import enquire.web.wiki.PageRenderer;
import enquire.web.wiki.RenderedPage;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page as one HTML file: style, pictures, and what draws formulas are in it. Used once, by one
 * thread.
 */
final class AlonePage {

    /** Of all pictures and players of one page, in bytes; in base64 a third more. (Guess: mail.) */
    private static final long FILES_BYTES_MAX = 10L * 1024 * 1024;

    private static final Pattern FILE = Pattern.compile("file/([0-9a-f]{64})/([^/]+)");

    private static final class Loaded {
        static final Templates TEMPLATES = new Templates();
        static final String STYLE = SiteAssets.styleWithoutFonts();
    }

    private final Wiki wiki;
    private final String screens;
    private long bytes;
    private int leftOut;

    AlonePage(Wiki wiki) {
        this.wiki = wiki;
        this.screens = Wikis.paths(wiki).screen("");
    }

    String html(PageRenderer renderer, Times times, PageView view) {
        RenderedPage rendered = renderer.render(wiki, view);
        SafeHtml text =
                rendered.beginsWith(view.title())
                        ? RepeatedTitle.without(rendered.body())
                        : rendered.body();
        SafeHtml noted = Relinked.notedDiagrams(text, Speaking.messages().text("site.diagram"));
        SafeHtml body = Relinked.in(noted, this::address);
        AloneScript script =
                SitePages.hasFormulas(noted)
                        ? AloneScript.of(Speaking.language())
                        : AloneScript.NONE;
        return Loaded.TEMPLATES.render(
                new AlonePageScreen(
                        Speaking.messages(),
                        wiki.name(),
                        view.displayTitle(),
                        times.dated(view.changedAt()),
                        wiki.nameOf(view.changedBy()),
                        output -> output.writeContent(Loaded.STYLE),
                        script.source(),
                        output -> output.writeContent(script.element()),
                        body,
                        leftOut == 0
                                ? ""
                                : Speaking.messages().text("site.filesLeftOut", "files", leftOut)));
    }

    /** Pictures and players are within the page; links to the wiki lead nowhere from a file. */
    private Optional<String> address(String element, String path) {
        if (element.equals("a") || !path.startsWith(screens)) {
            return Optional.empty();
        }
        Matcher file = FILE.matcher(path.substring(screens.length()));
        return file.matches() ? data(file) : Optional.empty();
    }

    private Optional<String> data(Matcher file) {
        Optional<Path> content = wiki.repository().blobs().file(BlobId.parse(file.group(1)));
        try {
            if (content.isEmpty() || Files.size(content.get()) > FILES_BYTES_MAX - bytes) {
                leftOut++;
                return Optional.empty();
            }
            byte[] read = Files.readAllBytes(content.get());
            bytes += read.length;
            String type = FileType.of(Percent.decode(file.group(2))).mediaType();
            return Optional.of(
                    "data:%s;base64,%s".formatted(type, Base64.getEncoder().encodeToString(read)));
        } catch (ProblemException noEscapeOfOurs) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
