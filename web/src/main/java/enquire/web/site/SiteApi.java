package enquire.web.site;

import enquire.sync.node.Wiki;
import enquire.web.http.Body;
import enquire.web.http.Call;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Language;
import enquire.web.language.Speaking;
import enquire.web.pages.Times;
import enquire.web.vault.ExportArchive;
import enquire.web.vault.ExportProgress;
import enquire.web.wiki.PageRenderer;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /wikis/{w}/site?language=}: a static site as a zip file, made while it is sent. */
public final class SiteApi {

    private static final Logger LOG = LoggerFactory.getLogger(SiteApi.class);

    private final Wikis wikis;
    private final PageRenderer renderer;
    private final Times times;

    /**
     * @param times in whose zone days begin
     */
    public SiteApi(Wikis wikis, PageRenderer renderer, Times times) {
        this.wikis = wikis;
        this.renderer = renderer;
        this.times = times;
    }

    /** {@code language} is that of what the site says itself; else the one that is asked for. */
    public Reply get(Call call) {
        Wiki wiki = wikis.of(call);
        Language language =
                call.query("language").map(SiteApi::language).orElse(Speaking.language());
        Body.Stream stream = out -> write(wiki, language, out);
        return new Reply(200, Reply.of(200).headers(), stream)
                .with("Content-Type", "application/zip")
                .with(
                        "Content-Disposition",
                        "attachment; filename=\"%s-site.zip\"".formatted(wiki.slug()))
                .with("Cache-Control", "no-store");
    }

    private static Language language(String tag) {
        return Language.of(tag)
                .orElseThrow(() -> ProblemException.badRequest("language is en or de."));
    }

    private void write(Wiki wiki, Language language, OutputStream out)
            throws IOException, InterruptedException {
        try {
            Speaking.in(
                    language,
                    () ->
                            new Site(
                                            wiki,
                                            renderer,
                                            times,
                                            new ExportArchive(out),
                                            ExportProgress.NOBODY)
                                    .write());
        } catch (IOException | RuntimeException e) {
            LOG.warn("A static site was not written to its end: {}", e.getMessage());
            throw e;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a site fails only by its writing", e);
        }
    }
}
