package dev.portrait.config;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How people sign in on the pages (contract §13).
 *
 * @param clientId the client of the pages at the identity provider; empty if nobody can sign in on a page
 * @param authority the identifier of the provider, below which its discovery document is; by default the issuer of tokens
 * @param scope what the pages ask for; {@code openid profile email} by default
 * @param origins the origins of the provider's endpoints; empty if the discovery document tells them
 */
public record OidcSettings(Optional<String> clientId, Optional<String> authority, String scope, Set<String> origins) {

    private static final String CLIENT_ID = "portrait.oidc.client-id";
    private static final String AUTHORITY = "portrait.oidc.authority";

    // RFC 6749, appendix A
    private static final ValueType<String> CLIENT =
            ValueType.text(Pattern.compile("[\\x20-\\x7e]{1,255}"), "be 1 to 255 characters of ASCII");
    private static final ValueType<String> SCOPES = ValueType.text(
            Pattern.compile("(?=(?:.* )?openid(?: .*)?$)[!#-\\[\\]-~]+(?: [!#-\\[\\]-~]+)*"),
            "be scopes with a space between them, and contain openid");

    // "http" is for a provider on the same machine only: others could read and change what it answers.
    private static final String SECURE = "https://[^/?#]+|http://(?:127\\.0\\.0\\.1|localhost|\\[::1])(?::\\d+)?";
    private static final Pattern ADDRESS = Pattern.compile("(?:" + SECURE + ")(?:/[A-Za-z0-9._~/:@!$&'()*+,=%-]*)?");
    private static final ValueType<String> PROVIDER = new ValueType<>(
            text -> Optional.of(text).filter(address -> originOf(address).isPresent()),
            "be an https address without query (http only on the same machine)",
            text -> text);
    private static final ValueType<Set<String>> ORIGINS = new ValueType<>(
            text -> ValueType.ORIGINS
                    .parse()
                    .apply(text)
                    .filter(all -> all.stream().allMatch(origin -> origin.matches(SECURE))),
            "be https origins, such as https://identity.example, with commas between them (http only on the same machine)",
            ValueType.ORIGINS.show());

    static OidcSettings read(SettingsReader source) {
        Optional<String> clientId = source.read(CLIENT_ID, CLIENT);
        Optional<String> authority = source.read(AUTHORITY, PROVIDER);
        if (clientId.isPresent() && authority.isEmpty()) {
            authority = source.readServers("mp.jwt.verify.issuer", issuer -> issuer)
                    .filter(issuer -> originOf(issuer).isPresent());
            if (authority.isEmpty()) {
                source.require(AUTHORITY, CLIENT_ID + " is and mp.jwt.verify.issuer is no https address");
            }
        }
        return new OidcSettings(
                clientId,
                authority,
                source.read("portrait.oidc.scope", SCOPES, "openid profile email"),
                source.read("portrait.oidc.origins", ORIGINS, Set.of()));
    }

    /** Returns the origin of an address, as browsers write it; empty unless the address is https, or http on the same machine. */
    public static Optional<String> originOf(String address) {
        if (!ADDRESS.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            URI uri = URI.create(address);
            String origin = uri.getScheme() + "://" + uri.getRawAuthority().toLowerCase(Locale.ROOT);
            return Optional.of(origin.replaceFirst("^(https://.*):443$", "$1").replaceFirst("^(http://.*):80$", "$1"))
                    .filter(known -> ValueType.ORIGINS.parse().apply(known).isPresent());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
