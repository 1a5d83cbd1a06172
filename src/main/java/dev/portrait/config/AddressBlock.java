package dev.portrait.config;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One IP address, or a block of them in CIDR notation; IPv4 or IPv6.
 *
 * @param address any address of the block
 * @param prefixLength how many leading bits all addresses of the block share with it
 */
public record AddressBlock(InetAddress address, int prefixLength) {

    private static final Pattern BLOCK = Pattern.compile("([^/]+)(?:/(\\d{1,3}))?");
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /** The block that the text is, or empty where it is none. */
    public static Optional<AddressBlock> parse(String text) {
        Matcher block = BLOCK.matcher(text);
        if (!block.matches()) {
            return Optional.empty();
        }
        return literal(block.group(1)).flatMap(address -> {
            int bits = address.getAddress().length * 8;
            int prefixLength = block.group(2) == null ? bits : Integer.parseInt(block.group(2));
            return prefixLength <= bits ? Optional.of(new AddressBlock(address, prefixLength)) : Optional.empty();
        });
    }

    /** Whether the text is an address of this block; IPv6 may have brackets and a zone, as servers write it. */
    public boolean contains(String text) {
        return literal(text.replaceAll("^\\[|%.*|]$", ""))
                .filter(other -> other.getClass() == address.getClass())
                .filter(other -> prefix(other).equals(prefix(address)))
                .isPresent();
    }

    private BigInteger prefix(InetAddress of) {
        byte[] bytes = of.getAddress();
        return new BigInteger(1, bytes).shiftRight(bytes.length * 8 - prefixLength);
    }

    // An IPv4 address that is mapped into IPv6, as dual-stack sockets tell it, becomes the IPv4 address that it is.
    @SuppressWarnings("AddressSelection") // what has passed the patterns is no name, so nothing is looked up
    private static Optional<InetAddress> literal(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefixLength;
    }
}
