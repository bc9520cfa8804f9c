package enquire.web.screens;

import java.util.List;

/**
 * What somebody may do in a wiki from now on.
 *
 * @param frame around it
 * @param name of whose role is changed
 * @param now what he may do until then, as a sentence
 * @param suggestions how many of his wait that come in by themselves with a role that writes
 * @param roles that may be given; none if this node may not
 * @param action POST: {@code role}
 * @param cancelHref back to the peers
 */
public record RoleScreen(
        Frame frame,
        String name,
        String now,
        int suggestions,
        List<RoleLine> roles,
        String action,
        String cancelHref)
        implements Screen {

    @Override
    public String template() {
        return "role.jte";
    }
}
