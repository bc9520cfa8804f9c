package enquire.web.html;

import enquire.editor.page.BlobId;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says beside each picture, player and link of an attachment on how many computers it is, to be
 * seen when it is pointed at. A picture cannot have the focus, so what is said of it is a link to
 * it, which can.
 */
public final class FileCopies {

    /** As the sanitiser writes them: no attribute holds an unescaped quote or bracket. */
    private static final Pattern TAG =
            Pattern.compile("<(img|a|video|audio)\\b([^>]*)>|</(a|video|audio)>");

    /**
     * What is said of an attachment, plain text.
     *
     * @param ofPicture with its name: {@code tide.jpg: on 3 computers}
     * @param ofOther {@code on 3 computers}
     */
    public record Said(String ofPicture, String ofOther) {}

    private FileCopies() {}

    /**
     * @param folder path below which the attachments of this wiki are, with a slash at its end
     * @param words of an attachment; empty says nothing
     */
    public static SafeHtml in(
            SafeHtml body, String folder, Function<BlobId, Optional<Said>> words) {
        if (!body.html().contains(folder)) {
            return body;
        }
        var address =
                Pattern.compile(
                        " (?:src|href)=\"(" + Pattern.quote(folder) + "([0-9a-f]{64})/[^\"]*)\"");
        Matcher tag = TAG.matcher(body.html());
        var out = new StringBuilder(body.html().length() + 256);
        var behind = new StringBuilder();
        boolean inLink = false;
        while (tag.find()) {
            tag.appendReplacement(out, Matcher.quoteReplacement(tag.group()));
            if (tag.group(3) != null) {
                inLink &= !tag.group(3).equals("a");
                out.append(behind);
                behind.setLength(0);
                continue;
            }
            inLink |= tag.group(1).equals("a");
            Matcher found = address.matcher(tag.group(2));
            Optional<Said> said =
                    found.find() ? words.apply(BlobId.parse(found.group(2))) : Optional.empty();
            if (said.isEmpty()) {
                continue;
            }
            if (tag.group(1).equals("img") && !inLink) {
                out.append(
                        "<a class=\"file-copies\" href=\"%s\">%s</a>"
                                .formatted(
                                        found.group(1),
                                        SafeHtml.escaped(said.get().ofPicture()).html()));
            } else {
                behind.setLength(0); // Of a picture in a link to a file, the link's is enough.
                behind.append(
                        "<small class=\"file-copies\">%s</small>"
                                .formatted(SafeHtml.escaped(said.get().ofOther()).html()));
            }
        }
        tag.appendTail(out);
        return new SafeHtml(out.toString());
    }
}
