package dev.portrait.demo;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The page on which people sign in to the demo: one button for each account. */
final class SignInPage {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Sign in – Portrait demo</title>
            <link rel="icon" href="data:,">
            <style>
            :root { color-scheme: light dark; }
            body { align-items: center; background: light-dark(#efece6, #16191f); color: light-dark(#1c2430, #eceae6); display: flex;
              font: 1.0625rem/1.5 system-ui, sans-serif; justify-content: center; margin: 0; min-block-size: 100vh; }
            main { background: light-dark(#fff, #242932); border-radius: 1rem; box-shadow: 0 0.5rem 2rem rgb(0 0 0 / 12%%);
              inline-size: min(24rem, 100%% - 2rem); margin: 1rem; padding: 2rem; }
            h1 { font-size: 1.5rem; margin: 0 0 0.25rem; }
            p { color: light-dark(#4a5666, #b4bac4); margin: 0 0 1.25rem; }
            button { align-items: center; background: none; border: 1px solid light-dark(#c9c4ba, #4a5262); border-radius: 0.75rem;
              color: inherit; cursor: pointer; display: flex; font: inherit; gap: 1rem; inline-size: 100%%; margin-block-start: 0.75rem;
              padding: 0.75rem 1rem; text-align: start; }
            button:hover { background: light-dark(#f5f2ec, #2e3541); }
            button:focus-visible { outline: 3px solid light-dark(#0b57a4, #8fc1ff); outline-offset: 2px; }
            .initial { align-items: center; background: light-dark(#0b57a4, #8fc1ff); block-size: 2.75rem; border-radius: 50%%;
              color: light-dark(#fff, #16191f); display: flex; flex: none; font-weight: 600; inline-size: 2.75rem; justify-content: center; }
            small { color: light-dark(#4a5666, #b4bac4); display: block; }
            </style>
            </head>
            <body>
            <main>
            <h1>Who are you?</h1>
            <p>This is the sign-in of the demo. There are no passwords.</p>
            <form method="post">
            %s</form>
            </main>
            </body>
            </html>
            """;

    private SignInPage() {}

    static String html() {
        return PAGE.formatted(Arrays.stream(DemoAccount.values())
                .map(account -> """
                        <button name="user" value="%s"><span class="initial" aria-hidden="true">%s</span>\
                        <span>%s<small>%s</small></span></button>
                        """.formatted(
                        account.username(), account.displayName().charAt(0), account.displayName(), account.part()))
                .collect(Collectors.joining()));
    }
}
