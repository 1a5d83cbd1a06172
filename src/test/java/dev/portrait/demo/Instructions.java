package dev.portrait.demo;

import java.net.URI;
import java.nio.file.Path;

/** The text on the console when the server is ready: its address, who can sign in, and example requests. */
record Instructions(URI server, long annsId, Path data, Path log) {

    private static final String TEXT = """

            ------------------------------------------------------------------------
            Portrait is ready. Open this address and sign in with a click:

                %1$s

            as Ann or Bob, who have profiles, or as Olga, the administrator.
            ------------------------------------------------------------------------

            THREE REQUESTS to paste into a shell in this folder. The token is valid for 8 hours.

            1. Read Ann's profile, for which no token is needed:

            curl -w '\\n' %2$s

            2. Change some texts of it:

            TOKEN=$(cat target/demo/ann.token)
            curl -w '\\n' -X PUT %2$s -H "Authorization: Bearer $TOKEN" \\
              --data-urlencode location='Milano' --data-urlencode bio='Photographs bridges & trains.'

            3. Give it another picture:

            curl -w '\\n' -X PUT %2$s -H "Authorization: Bearer $TOKEN" \\
              -F avatar=@target/demo/photo.jpg

            ------------------------------------------------------------------------
            Data (kept):  %3$s
            Server log:   %4$s
            Ctrl-C ends the demo.
            """;

    @Override
    public String toString() {
        return TEXT.formatted(server, server.resolve("api/v2/user/" + annsId + "/"), data, log);
    }
}
