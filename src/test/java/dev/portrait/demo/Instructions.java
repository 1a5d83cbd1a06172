package dev.portrait.demo;

import java.net.URI;
import java.nio.file.Path;

/** The text on the console when the server is ready: its address, the users and example requests. */
record Instructions(URI server, DemoUser ann, DemoUser bob, Path photo, Path data, Path log) {

    private static final String TEXT = """

            ------------------------------------------------------------------------
            Portrait is ready: %1$s
            ------------------------------------------------------------------------

            TWO USERS, each with a token that is valid for 8 hours

            %2$s
            %3$s
            THREE REQUESTS to paste into a shell

            1. Give %4$s a name and a picture:

            %5$s

            2. Change only some texts of %4$s:

            %6$s

            3. Read the profile, for which no token is needed:

            %7$s

            ------------------------------------------------------------------------
            Data (kept):  %8$s
            Server log:   %9$s
            Ctrl-C ends the demo.
            """;

    @Override
    public String toString() {
        return TEXT.formatted(
                server, user(ann), user(bob), ann.username(), multipart(), urlencoded(), read(), data, log);
    }

    private static String user(DemoUser user) {
        return "%s, id %d:%n%s%n".formatted(user.username(), user.id(), user.token());
    }

    private String multipart() {
        return put() + " \\\n  -F real_name='Ann Bridge' \\\n  -F " + quoted("avatar=@\"" + escaped(photo) + "\"");
    }

    private String urlencoded() {
        return put()
                + " \\\n  --data-urlencode location='Milano' \\\n  --data-urlencode bio='Photographs bridges & trains.'";
    }

    private String read() {
        return "curl -w '\\n' " + address();
    }

    private String put() {
        return "curl -w '\\n' -X PUT " + address() + " \\\n  -H 'Authorization: Bearer " + ann.token() + "'";
    }

    private String address() {
        return server.resolve("api/v2/user/" + ann.id() + "/").toString();
    }

    // In curl, a comma or semicolon ends a file name unless the name is in double quotes.
    private static String escaped(Path file) {
        return file.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
