package dev.portrait.security;

import dev.portrait.config.IdentityClaim;
import dev.portrait.config.Settings;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Who sends the request, by the one claim of the token that is configured to say so (contract §7). */
@RequestScoped
public class CurrentUser {

    private static final String ROLE = "user";
    private static final String SCHEME = "Bearer";
    private static final String ADMIN = "admin";
    static final Duration SKEW = Duration.ofSeconds(60); // contract §7

    @Inject
    JsonWebToken token;

    @Inject
    Settings settings;

    @Inject
    Accounts accounts;

    @Inject
    Clock clock;

    private @Nullable Account account;

    /**
     * The user that the token speaks for.
     *
     * @throws RequestException {@code authentication_failed} if it speaks for nobody who has a profile
     */
    public Account require() {
        if (account == null) {
            account = find().orElseThrow(CurrentUser::withoutProfile);
        }
        return account;
    }

    /**
     * Makes sure that the caller, who needs no profile, has none that is blocked or deleted.
     *
     * @throws RequestException {@code permission_denied} or {@code authentication_failed}
     */
    void requireGoodStanding() {
        switch (standing()) {
            case BLOCKED -> throw new RequestException(ErrorCode.PERMISSION_DENIED, Reason.BLOCKED);
            case DELETED -> throw withoutProfile();
            case UNKNOWN, APPROVED -> {}
        }
    }

    /** Whether the caller has the role {@code admin}, and no profile that is blocked or deleted. */
    public boolean isAdministrator() {
        return token.getRawToken() != null
                && token.getGroups().contains(ADMIN)
                && switch (standing()) {
                    case UNKNOWN, APPROVED -> true;
                    case BLOCKED, DELETED -> false;
                };
    }

    private Standing standing() {
        return settings.identityClaim() == IdentityClaim.SUB
                ? tokenSubject().map(accounts::standing).orElse(Standing.UNKNOWN)
                : TokenClaims.id(token).map(accounts::standing).orElse(Standing.UNKNOWN);
    }

    /**
     * Makes sure that a caller who sends a token is not answered as if there were none: not every server refuses a bad token
     * where none is needed, and who reads less than they sent a token for would clear the rest with the next PUT.
     *
     * @param authorization the header, null if there is none
     * @throws RequestException {@code authentication_failed} if the server did not accept the token (contract §6), or if it is
     *     for another purpose, such as an ID token
     */
    void requireAccepted(@Nullable String authorization) {
        boolean sent = authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        if (token.getRawToken() == null
                ? sent
                : TokenClaims.text(token, "typ")
                        .filter(TokenRefusal::isForAnotherPurpose)
                        .isPresent()) {
            throw new RequestException(ErrorCode.AUTHENTICATION_FAILED);
        }
    }

    /**
     * Makes sure that the token's time has come: MicroProfile JWT leaves {@code nbf} to the application.
     *
     * @throws RequestException {@code authentication_failed} if it has not (RFC 7519 section 4.1.5)
     */
    void requireTimeHasCome() {
        if (token.getRawToken() != null
                && TokenClaims.notBefore(token)
                        .filter(time -> time.isAfter(clock.instant().plus(SKEW)))
                        .isPresent()) {
            throw new RequestException(ErrorCode.AUTHENTICATION_FAILED, Reason.NOT_YET_VALID);
        }
    }

    private static RequestException withoutProfile() {
        return new RequestException(ErrorCode.AUTHENTICATION_FAILED, Reason.NO_PROFILE);
    }

    /** Whether the request comes with a token of the user of that id, or that subject. */
    public boolean is(long id, Optional<String> subject) {
        if (token.getRawToken() == null || !token.getGroups().contains(ROLE)) {
            return false;
        }
        return settings.identityClaim() == IdentityClaim.SUB
                ? subject.isPresent() && subject.equals(tokenSubject())
                : TokenClaims.id(token).equals(Optional.of(id));
    }

    /**
     * Who is asking, as far as it was found out: the id of a profile, or of an administrator who needs none the subject;
     * empty where nobody was asked for.
     */
    public Optional<String> caller() {
        return Optional.ofNullable(account)
                .map(known -> Long.toString(known.id()))
                .or(this::subjectOfToken);
    }

    private Optional<String> subjectOfToken() {
        return token.getRawToken() == null ? Optional.empty() : tokenSubject().map(subject -> "sub:" + subject);
    }

    private Optional<Account> find() {
        return settings.identityClaim() == IdentityClaim.SUB
                ? tokenSubject()
                        .flatMap(subject -> accounts.bySubject(
                                subject,
                                name -> TokenClaims.text(token, name),
                                name -> TokenClaims.isTrue(token, name)))
                : TokenClaims.id(token).flatMap(accounts::byId);
    }

    private Optional<String> tokenSubject() {
        return TokenClaims.text(token, IdentityClaim.SUB.claim());
    }
}
