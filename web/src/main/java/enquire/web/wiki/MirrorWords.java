package enquire.web.wiki;

import enquire.sync.node.Wiki;
import enquire.web.http.ProblemException;
import enquire.web.language.Speaking;
import enquire.web.mirror.MirrorRefusedException;
import enquire.web.mirror.MirrorStatus;
import enquire.web.mirror.Trouble;
import java.util.function.Supplier;

/** What a person is told of a mirror. */
public final class MirrorWords {

    private MirrorWords() {}

    /** Why a folder cannot be a mirror, as an answer. */
    public static <T> T said(Supplier<T> work) {
        try {
            return work.get();
        } catch (MirrorRefusedException e) {
            throw new ProblemException(409, Speaking.messages().text("mirror.refused"), refusal(e));
        }
    }

    /** What is wrong with the folder. */
    public static String refusal(MirrorRefusedException refused) {
        return Speaking.messages().text(refusal(refused.reason()), "detail", refused.detail());
    }

    private static String refusal(MirrorRefusedException.Reason reason) {
        return switch (reason) {
            case HAS_ONE -> "mirror.refused.hasOne";
            case NOT_ABSOLUTE -> "mirror.refused.notAbsolute";
            case NO_FOLDER -> "mirror.refused.noFolder";
            case DATA_FOLDER -> "mirror.refused.dataFolder";
            case BACKUPS -> "mirror.refused.backups";
            case OTHER_MIRROR -> "mirror.refused.otherMirror";
            case OTHER_WIKI -> "mirror.refused.otherWiki";
            case OTHER_COMPUTER -> "mirror.refused.otherComputer";
            case HAS_PAGES -> "mirror.refused.hasPages";
        };
    }

    public static String state(Wiki wiki, MirrorStatus status) {
        return isOut(wiki, status)
                ? Speaking.messages()
                        .text(
                                "mirror.state.out",
                                "what",
                                DepartureWords.whole(wiki, Speaking.messages()).orElse(""))
                : state(status);
    }

    /** Whether nothing is carried over, since this computer is in the wiki no more. */
    public static boolean isOut(Wiki wiki, MirrorStatus status) {
        return status.state() == MirrorStatus.State.FOLLOWING && !wiki.membership().isMember();
    }

    private static String state(MirrorStatus status) {
        return switch (status.state()) {
            case BEGINNING -> Speaking.messages().text("mirror.state.beginning");
            case FOLLOWING -> following(status);
            case GONE -> Speaking.messages().text("mirror.state.gone", "folder", status.folder());
            case OTHER_WIKI ->
                    Speaking.messages().text("mirror.state.otherWiki", "folder", status.folder());
            case UNMARKED ->
                    Speaking.messages().text("mirror.state.unmarked", "folder", status.folder());
            case OTHER_COMPUTER ->
                    Speaking.messages()
                            .text("mirror.state.otherComputer", "folder", status.folder());
            case TOO_MANY -> Speaking.messages().text("mirror.state.tooMany");
            case UNREADABLE ->
                    Speaking.messages().text("mirror.state.unreadable", "folder", status.folder());
        };
    }

    private static String following(MirrorStatus status) {
        if (status.waiting() > 0) {
            return Speaking.messages().text("mirror.state.waiting", "waiting", status.waiting());
        }
        int files = status.files() - status.heldCount();
        return status.troubleCount() == 0
                ? Speaking.messages().text("mirror.state.following", "files", files)
                : Speaking.messages()
                        .text(
                                "mirror.state.followingBut",
                                "files",
                                files,
                                "others",
                                status.troubleCount());
    }

    public static String trouble(Wiki wiki, Trouble trouble) {
        boolean out = trouble.kind() == Trouble.Kind.MAY_NOT_WRITE && !wiki.membership().isMember();
        return out ? Speaking.messages().text("mirror.trouble.out") : trouble(trouble);
    }

    private static String trouble(Trouble trouble) {
        return Speaking.messages()
                .text(
                        switch (trouble.kind()) {
                            case NO_TEXT -> "mirror.trouble.noText";
                            case TOO_LONG -> "mirror.trouble.tooLong";
                            case NO_TITLE -> "mirror.trouble.noTitle";
                            case TWO_FILES -> "mirror.trouble.twoFiles";
                            case TITLE_TAKEN -> "mirror.trouble.titleTaken";
                            case MAY_NOT_WRITE -> "mirror.trouble.mayNotWrite";
                            case CLOSED -> "mirror.trouble.closed";
                            case OTHER_FILE -> "mirror.trouble.otherFile";
                            case SET_ASIDE -> "mirror.trouble.setAside";
                            case FILE_TOO_LARGE -> "mirror.trouble.fileTooLarge";
                            case FILE_TAKEN_OUT -> "mirror.trouble.fileTakenOut";
                            case CANNOT_WRITE -> "mirror.trouble.cannotWrite";
                            case WORDS_TAKEN_OUT -> "mirror.trouble.wordsTakenOut";
                            case NOT_STORED -> "mirror.trouble.notStored";
                        });
    }
}
