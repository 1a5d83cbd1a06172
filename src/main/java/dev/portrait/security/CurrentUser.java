package dev.portrait.security;

import dev.portrait.config.IdentityClaim;
import dev.portrait.config.Settings;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** The caller of the current request, identified by the one claim of the token that is configured for it (contract §7). */
@RequestScoped
public class CurrentUser {

    private static final String SCHEME = "Bearer";
    static final Duration SKEW = Duration.ofSeconds(60); // contract §7

    @Inject
    Settings settings;

    @Inject
    Accounts accounts;

    @Inject
    Clock clock;

    private CallerToken token = CallerToken.NONE;
    private @Nullable Account account;
    private Optional<Account> known = Optional.empty(); // valid once lookedUp is true
    private boolean lookedUp;

    /**
     * Identifies the caller by the token that the server verified. Until then, and after a refusal, the caller is anonymous.
     *
     * <p>Refuses a token that the server ignored. Where no token is needed, some servers treat a request with a bad token as
     * anonymous (Open Liberty 25.0.0.9). The owner would then get the narrower view, and clear the rest with the next PUT.
     *
     * @param principal the server's principal, which is the token if the server verified one (MicroProfile JWT 2.1, getUserPrincipal)
     * @param authorization the header, null if there is none
     * @throws RequestException {@code authentication_failed} if the server did not accept the token (contract §6), if the token
     *     has another purpose, such as an ID token, or if it is not valid yet
     */
    void identify(@Nullable Principal principal, @Nullable String authorization) {
        if (principal instanceof JsonWebToken verified) {
            requireAccessToken(verified);
            requireNotBefore(verified);
            token = CallerToken.of(verified, settings.identityClaim());
        } else if (authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new RequestException(ErrorCode.AUTHENTICATION_FAILED);
        }
    }

    private static void requireAccessToken(JsonWebToken verified) {
        if (TokenClaims.text(verified, "typ")
                .filter(TokenRefusal::isForAnotherPurpose)
                .isPresent()) {
            throw new RequestException(ErrorCode.AUTHENTICATION_FAILED);
        }
    }

    // MicroProfile JWT leaves nbf to the application (RFC 7519 section 4.1.5).
    private void requireNotBefore(JsonWebToken verified) {
        if (TokenClaims.notBefore(verified)
                .filter(time -> time.isAfter(clock.instant().plus(SKEW)))
                .isPresent()) {
            throw new RequestException(ErrorCode.AUTHENTICATION_FAILED, Reason.NOT_YET_VALID);
        }
    }

    /**
     * Returns the caller's account.
     *
     * @throws RequestException {@code authentication_failed} if the token's user has no profile
     */
    public Account require() {
        if (account == null) {
            account = find().orElseThrow(CurrentUser::withoutProfile);
        }
        return account;
    }

    /**
     * Checks that the caller's profile is neither blocked nor deleted. The caller need not have one.
     *
     * @throws RequestException {@code permission_denied} or {@code authentication_failed}
     */
    void requireGoodStanding() {
        Standing standing = standing();
        if (standing == Standing.BLOCKED) {
            throw new RequestException(ErrorCode.PERMISSION_DENIED, Reason.BLOCKED);
        }
        if (standing == Standing.DELETED) {
            throw withoutProfile();
        }
    }

    /** Returns whether the caller has the role {@code admin}, and no profile that is blocked or deleted. */
    public boolean isAdministrator() {
        return token.administrator() && standing() == Standing.APPROVED;
    }

    // Who has no profile has no bad standing.
    private Standing standing() {
        return known().map(Account::standing).orElse(Standing.APPROVED);
    }

    private Optional<Account> known() {
        if (!lookedUp) {
            lookedUp = true;
            known = settings.identityClaim() == IdentityClaim.SUB
                    ? token.subject().flatMap(accounts::known)
                    : token.id().flatMap(accounts::known);
        }
        return known;
    }

    private static RequestException withoutProfile() {
        return new RequestException(ErrorCode.AUTHENTICATION_FAILED, Reason.NO_PROFILE);
    }

    /** Returns whether the request has a token of that user, with the role {@code user}. */
    public boolean is(long id, Optional<String> subject) {
        if (!token.user()) {
            return false;
        }
        return settings.identityClaim() == IdentityClaim.SUB
                ? subject.isPresent() && subject.equals(token.subject())
                : token.id().equals(Optional.of(id));
    }

    /**
     * Returns whether the request has a token with the role {@code user} that the signed-in calls accept: the token of a deleted user
     * is valid until it expires. Blocked users are signed in.
     */
    public boolean isSignedIn() {
        return token.user() && (account != null || isAccepted());
    }

    // An unknown subject is somebody new, but an unknown id is nobody (contract §7).
    private boolean isAccepted() {
        return known().map(found -> found.standing() != Standing.DELETED)
                .orElse(settings.identityClaim() == IdentityClaim.SUB
                        && token.subject().isPresent());
    }

    /**
     * Checks that the caller is signed in or an administrator.
     *
     * @throws RequestException {@code not_authenticated} without a token; {@code authentication_failed} if the token's user has no
     *     profile; {@code permission_denied} without the role
     */
    void requireSignedIn() {
        if (isSignedIn() || isAdministrator()) {
            return;
        }
        if (token.equals(CallerToken.NONE)) {
            throw new RequestException(ErrorCode.NOT_AUTHENTICATED);
        }
        throw token.user() ? withoutProfile() : new RequestException(ErrorCode.PERMISSION_DENIED);
    }

    /** Returns the id of the caller's profile, if one was looked up. */
    public Optional<Long> id() {
        return Optional.ofNullable(account).or(() -> known).map(Account::id);
    }

    /** Returns the subject of the token; empty without a token. */
    public Optional<String> subject() {
        return token.subject();
    }

    private Optional<Account> find() {
        return settings.identityClaim() == IdentityClaim.SUB
                ? token.subject().flatMap(subject -> accounts.bySubject(subject, token.texts(), token.truths()))
                : token.id().flatMap(accounts::byId);
    }
}
